package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.tenure.Delegation;
import java.time.LocalDate;
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
        /** 改密码 */
        NEW_PASSWORD,
        /** 注册第二鉴别因素 */
        ENROLMENT
    }

    /**
     * 在任: a post held, in words and as a seat.
     *
     * @param standIn where it is that of somebody absent, in whose place the visitor acts
     */
    public record Sitting(Board.Named named, Seat seat, Optional<StandIn> standIn) {
        public Sitting(Board.Named named, Seat seat) {
            this(named, seat, Optional.empty());
        }

        public IncumbencyId id() {
            return named.id();
        }
    }

    /**
     * 受委托代理
     *
     * @param on the day of the request; it holds for that day
     */
    public record StandIn(Delegation delegation, LocalDate on) {
        public Asker asker() {
            return new Asker.StandIn(delegation.actor(), on);
        }
    }

    /** The incumbency acted in. Routes that act are open only to somebody who has one. */
    public IncumbencyId incumbency() {
        return acting.orElseThrow().id();
    }

    /** The post of his or her own that is acted in; empty while he or she stands in for somebody. */
    public Optional<Sitting> own() {
        return acting.filter(sitting -> sitting.standIn().isEmpty());
    }

    /** By which post of his or her own, whether he or she stands in or not. */
    public Optional<IncumbencyId> hand() {
        return acting.map(sitting -> sitting.seat().hand());
    }

    /** Under which delegation; empty where he or she acts in a post of his or her own. */
    public Optional<StandIn> standIn() {
        return acting.flatMap(Sitting::standIn);
    }

    /** As whom he or she acts. */
    public Optional<Actor> actor() {
        return acting.map(sitting ->
                sitting.standIn().<Actor>map(one -> one.delegation().actor()).orElse(sitting.id()));
    }

    /** In which capacities he or she acts: an administrator in that one, anybody else in those of the post acted in. */
    public ImmutableSet<Capacity> capacities() {
        return account.duty()
                .map(duty -> ImmutableSet.of(duty.capacity()))
                .orElseGet(() -> acting.map(sitting -> Authority.capacities(sitting.seat()))
                        .orElse(ImmutableSet.of()));
    }

    /** Whether there is a row of the table for it, wherever it reaches; who stands in does the work of a post, and no more. */
    public boolean may(Power power) {
        ImmutableSet<Capacity> held = standIn().isPresent() ? ImmutableSet.of() : capacities();
        return !Sets.intersection(Authority.holders(power), held).isEmpty();
    }

    /** As whom he or she asks: in all posts, or in the one of somebody absent; a system in the post of its token. */
    public Asker asker() {
        return scopes.flatMap(system -> acting)
                .<Asker>map(post -> new Asker.InPost(post.id()))
                .or(() -> standIn().map(StandIn::asker))
                .orElse(Asker.of(account.official()));
    }

    /** The same person in another of his or her posts; empty where that is none of them. */
    Optional<SignedIn> in(IncumbencyId incumbency) {
        return sittings.stream()
                .filter(sitting -> sitting.id().equals(incumbency))
                .findFirst()
                .map(this::in);
    }

    /** The same person, whose account was changed by himself or herself. */
    SignedIn with(Accounts.Account changed) {
        return new SignedIn(changed, official, sittings, acting, guard, tokenDigest, proven, outstanding, scopes);
    }

    SignedIn in(Sitting chosen) {
        return new SignedIn(
                account, official, sittings, Optional.of(chosen), guard, tokenDigest, proven, outstanding, scopes);
    }
}
