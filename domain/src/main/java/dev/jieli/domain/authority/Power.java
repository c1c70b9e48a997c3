package dev.jieli.domain.authority;

/** 权限: what may be asked for or done apart from the acts on a case. */
public enum Power {
    /** 查看信访事项: lists, counts, search, the case itself, its docket and its papers */
    SEE_CASES
}
