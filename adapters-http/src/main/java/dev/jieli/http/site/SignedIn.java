package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import java.util.Optional;

/**
 * 登录者: who is behind a request, and in which post.
 *
 * @param official his or her name
 * @param sittings the posts that are held today, the first to come first
 * @param acting the one acted in; empty for somebody who holds none
 * @param guard what forms and requests by cookie carry back, so that no other site can send them
 * @param proven whether a second factor was given
 * @param outstanding what has to be done before anything else is open; empty where nothing has
 * @param scopes of the token by which a system comes; empty for a person
 */
public record SignedIn(
        Accounts.Account account,
        String official,
        ImmutableList<Sitting> sittings,
        Optional<Sitting> acting,
        String guard,
        String tokenDigest,
        boolean proven,
        Optional<Outstanding> outstanding,
        Optional<ImmutableSet<Accounts.Scope>> scopes) {

    /** 待完成的登录步骤 */
    public enum Outstanding {
        /** 第二鉴别因素 */
        SECOND_FACTOR,
        /** 改口令 */
        NEW_PASSWORD,
        /** 注册第二鉴别因素 */
        ENROLMENT
    }

    /** 在任: a post held, in words and as a seat. */
    public record Sitting(Board.Named named, Seat seat) {
        public IncumbencyId id() {
            return named.id();
        }
    }

    /** The incumbency acted in. Routes that act are open only to somebody who has one. */
    public IncumbencyId incumbency() {
        return acting.orElseThrow().id();
    }

    /** Whether the routes of administration are open: see {@link Access#ADMINISTRATION}. */
    public boolean administers() {
        return account.administrator()
                || acting.filter(sitting -> sitting.seat().unitKind() == Unit.Kind.PETITION_OFFICE
                                && (sitting.seat().post() == Post.Kind.HEAD
                                        || sitting.seat().post() == Post.Kind.CLERK))
                        .isPresent();
    }

    /** As whom he or she asks: in all posts. */
    public Asker asker() {
        return Asker.of(account.official());
    }

    /** The same person in another of his or her posts; empty where that is none of them. */
    Optional<SignedIn> in(IncumbencyId incumbency) {
        return sittings.stream()
                .filter(sitting -> sitting.id().equals(incumbency))
                .findFirst()
                .map(chosen -> new SignedIn(
                        account,
                        official,
                        sittings,
                        Optional.of(chosen),
                        guard,
                        tokenDigest,
                        proven,
                        outstanding,
                        scopes));
    }
}
