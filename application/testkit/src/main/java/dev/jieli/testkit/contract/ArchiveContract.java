package dev.jieli.testkit.contract;

import dev.jieli.application.port.Archive;
import dev.jieli.domain.docket.Subject;
import org.junit.jupiter.api.Nested;

/** The contracts of all ports at once: an adapter's test extends this and says how an archive is had. */
public abstract class ArchiveContract {

    /** Fresh and empty: nobody, nothing, no entries. Closed after each test. */
    protected abstract Archive emptyArchive();

    /**
     * Does that to the archive's storage, past all ports.
     *
     * @param number of an entry of that docket
     */
    protected abstract void tamper(Archive archive, AuditContract.Tampering how, Subject subject, int number);

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
    class OfSight extends SightContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfLinks extends LinksContract {
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
    class OfListsApart extends ListsApartContract {
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
    class OfDelegations extends DelegationsContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfRulebooks extends RulebooksContract {
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
    class OfPapers extends PapersContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfRetention extends RetentionContract {
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

    @Nested
    class OfTheFeed extends FeedContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfTheBoard extends BoardContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }
    }

    @Nested
    class OfTheAudit extends AuditContract {
        @Override
        protected Archive emptyArchive() {
            return ArchiveContract.this.emptyArchive();
        }

        @Override
        protected void tamper(Archive archive, Tampering how, Subject subject, int number) {
            ArchiveContract.this.tamper(archive, how, subject, number);
        }
    }
}
