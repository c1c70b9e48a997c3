package dev.jieli.domain.authority;

import dev.jieli.domain.docket.Capacity;

/**
 * 三员职责: what an administrator's account is for. The three exclude one another on one account and on one official, and
 * each of them excludes a post (GB/T 22239-2019, 8.1.4.2 d, 8.1.5.1 to 8.1.5.3: who administers is told apart).
 */
public enum Duty {
    /** 系统管理员 */
    SYSTEM(Capacity.SYSTEM_ADMINISTRATOR),
    /** 安全管理员 */
    SECURITY(Capacity.SECURITY_ADMINISTRATOR),
    /** 安全审计员 */
    AUDIT(Capacity.AUDITOR);

    private final Capacity capacity;

    Duty(Capacity capacity) {
        this.capacity = capacity;
    }

    /** The only one in which such an account acts. */
    public Capacity capacity() {
        return capacity;
    }
}
