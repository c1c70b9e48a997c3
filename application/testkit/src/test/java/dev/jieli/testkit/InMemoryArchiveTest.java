package dev.jieli.testkit;

import dev.jieli.application.port.Archive;
import dev.jieli.testkit.contract.ArchiveContract;

class InMemoryArchiveTest extends ArchiveContract {
    @Override
    protected Archive emptyArchive() {
        return new InMemoryArchive();
    }
}
