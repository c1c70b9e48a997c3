package dev.jieli.domain.casefile;

import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Gathering;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 信访件: what was asked, and nothing of who asked; see {@link Petitioner}.
 *
 * @param number 信访件编号, as people read and write it; one case, one number
 * @param gist 诉求概述, without names, numbers or addresses of persons: it goes on record and out with the feed
 * @param place 问题属地, where it is known
 * @param category 内容分类, as the office classifies; may be blank
 * @param persons 信访人数, at least 1
 * @param repeats 重复次数: how often the same matter had come in before this case; 0 for a first petition
 * @param intake how it came in, as far as the law attaches something to it
 */
public record Petition(
        String number,
        Channel channel,
        LocalDate receivedOn,
        String gist,
        Optional<RegionCode> place,
        String category,
        int persons,
        int repeats,
        Intake intake) {

    /** A petition that came in plainly. */
    public Petition(
            String number,
            Channel channel,
            LocalDate receivedOn,
            String gist,
            Optional<RegionCode> place,
            String category,
            int persons,
            int repeats) {
        this(number, channel, receivedOn, gist, place, category, persons, repeats, Intake.PLAIN);
    }

    /** 集体访: so many came together that it counts as a collective visit. */
    public boolean isCollective(Gathering policy) {
        return channel == Channel.VISIT && persons >= policy.collectiveFrom();
    }
}
