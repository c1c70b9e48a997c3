package dev.jieli.testkit.contract;

import dev.jieli.application.port.Archive;
import org.junit.jupiter.api.Nested;

/** The contracts of all ports at once: an adapter's test extends this and says how an archive is had. */
public abstract class ArchiveContract {

    /** Fresh and empty: nobody, nothing, no entries. Closed after each test. */
    protected abstract Archive emptyArchive();

    @Nested
    class OfTheStore extends StoreContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfCases extends CasesContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfTenures extends TenuresContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfHandovers extends HandoversContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfDockets extends DocketsContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfTheRoster extends RosterContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfWorkCalendars extends WorkCalendarsContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfReceipts extends ReceiptsContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfAccounts extends AccountsContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }
}
