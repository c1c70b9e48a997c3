package dev.jieli.domain.casefile;

/** 三跨三分离: in what a matter goes beyond one place, one organ or one household, so that it takes several to handle. */
public enum Crossing {
    /** 跨地区 */
    REGION,
    /** 跨部门 */
    DEPARTMENT,
    /** 跨行业 */
    INDUSTRY,
    /** 人事分离: the petitioner lives elsewhere than the matter lies */
    PERSON_AND_MATTER,
    /** 人户分离: the petitioner lives elsewhere than he or she is registered */
    PERSON_AND_HOUSEHOLD,
    /** 人事户分离 */
    PERSON_MATTER_AND_HOUSEHOLD
}
