package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/** 报告、通报对象 (arts. 25, 30(2)): whom an organ reports to or informs, beside the petitioner. */
public enum Informed {
    /** 本级党委和政府 (art. 25(1)) */
    GOVERNMENT,
    /** 相关主管部门 (art. 25(1)) */
    COMPETENT_DEPARTMENT,
    /** 本级信访工作联席会议办公室 (art. 25(1)) */
    JOINT_MEETING_OFFICE,
    /** 上一级信访部门 (art. 25(2)) */
    HIGHER_PETITION_OFFICE,
    /** 国家信访局 (art. 25(2)) */
    NATIONAL_BUREAU,
    /** 组织（人事）部门 (art. 30(2)): what petitions say about officials */
    ORGANIZATION_DEPARTMENT,
    /** 党委主要负责同志和分管组织（人事）工作的负责同志 (art. 30(2)): what is grave in it */
    PARTY_LEADERS;

    static final ImmutableSet<Informed> BY_ANY_ORGAN =
            Sets.immutableEnumSet(GOVERNMENT, COMPETENT_DEPARTMENT, JOINT_MEETING_OFFICE);
    static final ImmutableSet<Informed> BY_AN_OFFICE = Sets.immutableEnumSet(
            GOVERNMENT, COMPETENT_DEPARTMENT, JOINT_MEETING_OFFICE, HIGHER_PETITION_OFFICE, NATIONAL_BUREAU);

    /** Whether it is about officials, and not about urgency. */
    public boolean isAboutOfficials() {
        return this == ORGANIZATION_DEPARTMENT || this == PARTY_LEADERS;
    }
}
