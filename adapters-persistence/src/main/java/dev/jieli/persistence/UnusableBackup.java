package dev.jieli.persistence;

/** 备份不可用: why a backup cannot be restored, or not here. */
public final class UnusableBackup extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** 原因 */
    public enum Why {
        /** 不是备份文件 */
        NOT_A_BACKUP,
        /** 密钥不对 */
        WRONG_KEY,
        /** 不完整或者已损坏: cut short, or not what was written */
        DAMAGED,
        /** 版本较新: made by a later release */
        NEWER,
        /** 目标不是空的 */
        NOT_EMPTY,
        /** 恢复后不相符: what was restored is not what was backed up */
        DIFFERS
    }

    private final Why why;

    UnusableBackup(Why why, String detail) {
        super(detail);
        this.why = why;
    }

    UnusableBackup(Why why, Throwable cause) {
        super(why.name(), cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
