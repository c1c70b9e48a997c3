package dev.jieli.persistence;

import dev.jieli.application.port.Archive;
import dev.jieli.domain.authority.Sight;
import dev.jieli.testkit.contract.SightContract;

/**
 * Every query and every look has forgotten its filter, as if all were shown to everybody; what an archive owes to those who
 * may not see a case it gives all the same, for the database lets nothing through.
 */
class SecondWallTest extends SightContract {
    @Override
    protected Archive emptyArchive() {
        return Database.empty().archive(sight -> Sight.WHOLE);
    }
}
