package dev.jieli.testkit;

import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.WorkCalendar;

/**
 * 内存档案: an archive that keeps everything in memory and nothing beyond the process. It passes every contract, and is
 * what tests, examples and a first try run on.
 */
public final class InMemoryArchive implements Archive {
    private final Books books;
    private final Feed feed;
    private final Audit audit;
    private final Accounts accounts;

    /** Empty, on the product's own calendar. */
    public InMemoryArchive() {
        this(SealKeys.none());
    }

    /** The same, its checkpoints signed. */
    public InMemoryArchive(SealKeys keys) {
        this(new Books(WorkCalendar.national()), keys);
    }

    private InMemoryArchive(Books books, SealKeys keys) {
        this.books = books;
        this.feed = new InMemoryFeed(books);
        this.audit = new InMemoryAudit(books, Signing.with(keys));
        this.accounts = new InMemoryAccounts(books);
    }

    /**
     * Another with the same units, cases and handovers in it, which goes on by itself: what takes long to be set up is set up
     * once. Without accounts, checkpoints and what was told to whom.
     */
    public InMemoryArchive copy() {
        return new InMemoryArchive(books.copy(), SealKeys.none());
    }

    @Override
    public Store store() {
        return new InMemoryStore(books);
    }

    @Override
    public Board board(Asker asker) {
        return new InMemoryBoard(books, asker);
    }

    @Override
    public Feed feed() {
        return feed;
    }

    @Override
    public Audit audit() {
        return audit;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    /** Holds nothing that has to be let go of; what was entered stays until nobody holds the archive. */
    @Override
    public void close() {}

    /** What is kept, for tests that tamper with it. */
    Books books() {
        return books;
    }
}
