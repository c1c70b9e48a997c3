package dev.jieli.domain.authority;

/** 权限: what may be asked for or done apart from the acts on a case. */
public enum Power {
    /** 查看信访事项: lists, counts, search, the case itself, its docket and its papers */
    SEE_CASES,
    /** 机构编制: units, posts, heads and appointments */
    KEEP_ORGANIZATION,
    /** 公布放假安排: a year's notice, by which all terms are reckoned */
    ANNOUNCE_YEAR,
    /** 采用地方规则: a rulebook, by which all terms are reckoned */
    ADOPT_RULEBOOK,
    /** 导入台账: cases that a ledger kept until now, for whichever unit it names */
    IMPORT_LEDGER,
    /** 版头和模板: how an organ heads its papers */
    HEAD_PAPERS,
    /** 查看信访人完整信息: of one case, for a purpose that is said; everywhere else they are masked */
    SEE_PETITIONERS,
    /** 导出信访人完整信息: a ledger that leaves the house with petitioners unmasked, for a purpose that is said */
    EXPORT_PETITIONERS,
    /** 查看交接清单: of a departure, with every case on it */
    SEE_HANDOVERS,
    /** 委托代理: who acts in a post while whoever sits in it is absent */
    DELEGATE,
    /** 到期删除: of what identifies petitioners, upon an approved list */
    ERASE_EXPIRED,
    /** 暂缓删除: of one case, for a reason that is said */
    HOLD_ERASURE,
    /** 答复本人: finds, copies and corrects what is kept of a person who asked for it */
    ANSWER_PERSONS,
    /**
     * 设立账号: adds accounts, sets first passwords, resets second factors, binds to who the provider of sign-ins says somebody is;
     * none of it counts before it is granted
     */
    KEEP_ACCOUNTS,
    /** 账号授权: which account is in use for whom, and with which duty */
    GRANT_ACCOUNTS,
    /** 停用账号: takes accounts out of use, ends sign-ins, revokes tokens */
    STOP_ACCOUNTS,
    /** 查看账号: which there are, whose, in use or not, where they are signed in */
    SEE_ACCOUNTS,
    /** 审计: who did what with which account, exported too */
    AUDIT,
    /** 审计审计员: what the auditors did */
    AUDIT_AUDITORS,
    /** 核验案卷: reads every docket for what does not add up */
    VERIFY_RECORD,
    /** 核验明细: how much a verification read, and where something does not add up */
    SEE_FINDINGS,
    /** 消息推送: who listens to the feed, and what could not be delivered */
    KEEP_LISTENERS,
    /** 运行监控: figures of the running system, from another machine */
    WATCH_OPERATION
}
