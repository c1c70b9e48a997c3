package dev.jieli.domain.account;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Act;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * 账号行为: what goes into an account's docket: what somebody did with the account that is in no case's, handover's or
 * unit's docket. The docket is that of the account that acted; what it acted upon is said in the entry.
 */
public sealed interface AccountAct extends Act {
    /** 无账号: under which is kept what no known account did: a sign-in under a name that nobody has, the system's own. */
    UUID NOBODY = new UUID(0, 0);

    /** The docket of an account. */
    static Subject subject(UUID account) {
        return new Subject(Subject.Kind.ACCOUNT, account);
    }

    /** Whether this says what for or why, as an entry has it: in 200 characters at most (个人信息保护法 art. 6: a clear purpose). */
    static boolean isSaid(String purpose) {
        return !purpose.isBlank() && purpose.length() <= 200;
    }

    /** 安全事件类别 (GB/T 22239-2019, 8.1.4.3 a) */
    enum Kind {
        /** 登录 */
        SIGN_IN,
        /** 退出 */
        SIGN_OUT,
        /** 终止会话: a session of one's own or of another account */
        END_SESSION,
        /** 修改密码 */
        CHANGE_PASSWORD,
        /** 变更第二鉴别因素 */
        CHANGE_SECOND_FACTOR,
        /** 签发令牌 */
        ISSUE_TOKEN,
        /** 吊销令牌 */
        REVOKE_TOKEN,
        /** 设立账号 */
        ADD_ACCOUNT,
        /** 变更账号: disabled, enabled, unlocked, given another name or password */
        CHANGE_ACCOUNT,
        /** 授权 */
        GRANT,
        /** 撤销授权 */
        WITHDRAW,
        /** 委托代理: during an absence, and its end */
        DELEGATE,
        /** 变更参数: a policy or setting */
        CHANGE_POLICY,
        /** 查看受控内容: what is masked otherwise, and the record itself */
        SEE,
        /** 导出 */
        EXPORT,
        /** 打印 */
        PRINT,
        /** 导入 */
        IMPORT,
        /** 代为办理: a step in somebody's name, taken by whoever has the machine in hand */
        ACT,
        /** 更正个人信息 */
        CORRECT,
        /** 删除个人信息 */
        ERASE,
        /** 越权被拒 */
        REFUSE,
        /** 核验 */
        VERIFY,
        /** 备份 */
        BACK_UP,
        /** 恢复 */
        RESTORE,
        /** 更换密钥 */
        ROTATE_KEY
    }

    /** 要素: what may be said of a trace. None of them ever holds what identifies a petitioner. */
    enum Detail {
        /** 用途: why somebody wants to see */
        PURPOSE,
        /** 原因: why it failed or was refused, as a reason or flaw is named */
        WHY,
        /** 路径: which route, act or page; never an address that holds a name or a number */
        ROUTE,
        /** 栏目: which fields or which part */
        FIELDS,
        /** 筛选条件 */
        FILTER,
        /** 件数 */
        COUNT,
        /** 文件摘要: SM3 of what went out */
        DIGEST,
        /** 原值 */
        BEFORE,
        /** 新值 */
        AFTER,
        /** 方式: by which means: password, token, second factor, command line */
        MEANS,
        /** 起止: until when it holds */
        UNTIL,
        /** 为谁代理: the incumbency in whose place a delegate did it */
        IN_PLACE_OF
    }

    /**
     * 留痕
     *
     * @param done whether it was done; false where it was tried and failed, or was refused
     * @param about what it was done to; empty for the account itself or the installation
     * @param from the address from which it came; empty for the command line and the system
     */
    record Trace(
            Kind kind,
            boolean done,
            Optional<Subject> about,
            Optional<String> from,
            ImmutableMap<Detail, String> details)
            implements AccountAct {
        public Trace {
            details = Maps.immutableEnumMap(details);
        }

        public static Trace done(Kind kind) {
            return new Trace(kind, true, Optional.empty(), Optional.empty(), ImmutableMap.of());
        }

        public static Trace failed(Kind kind, String why) {
            return new Trace(kind, false, Optional.empty(), Optional.empty(), ImmutableMap.of(Detail.WHY, why));
        }

        public Trace about(Subject what) {
            return new Trace(kind, done, Optional.of(what), from, details);
        }

        public Trace from(String address) {
            return new Trace(kind, done, about, Optional.of(address), details);
        }

        /** As done by somebody: of a delegate it says in whose place. */
        public Trace by(Actor actor) {
            return actor instanceof Actor.Delegate as ? with(Detail.IN_PLACE_OF, as.absent()) : this;
        }

        public Trace with(Detail detail, Object value) {
            return new Trace(
                    kind,
                    done,
                    about,
                    from,
                    ImmutableMap.<Detail, String>builder()
                            .putAll(details)
                            .put(detail, value.toString())
                            .buildKeepingLast());
        }

        /**
         * As entered.
         *
         * @param account whose docket it goes into; {@link #NOBODY} for none
         * @param by in which incumbency, where it was in one
         */
        public Entry entered(UUID account, int number, Optional<IncumbencyId> by, Instant at) {
            return new Entry(
                    subject(account),
                    number,
                    this,
                    Effect.NONE,
                    by,
                    account.equals(NOBODY) && by.isEmpty() ? Capacity.SYSTEM : Capacity.ACCOUNT,
                    at.atZone(PetitionCase.CHINA).toLocalDate(),
                    at,
                    Optional.empty());
        }
    }
}
