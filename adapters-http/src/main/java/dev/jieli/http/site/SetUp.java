package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.NameAdministrators;
import dev.jieli.application.SetUpOffice;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.http.wording.Flaw;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * 初始设置: names the office and its three administrators by the link that was printed at the start; it opens once. Only the
 * system administrator, who follows the link, chooses a password; the others get one that is told once and has to be changed.
 */
public final class SetUp {
    private final Site site;
    private final SignIns signIns;

    public SetUp(Site site, SignIns signIns) {
        this.site = site;
        this.signIns = signIns;
    }

    /**
     * 设置内容
     *
     * @param office empty where there is one already, from before there were three administrators
     * @param password of the system administrator
     */
    public record Request(Optional<Office> office, Person system, String password, Person security, Person auditor) {}

    /**
     * 信访部门: the petition office at the root and its head.
     *
     * @param account of the head
     */
    public record Office(String unit, RegionCode region, String official, String post, String account) {}

    /**
     * 管理员
     *
     * @param official his or her name
     */
    public record Person(String official, String account) {}

    /**
     * 设好的账号
     *
     * @param password to be handed to its owner, who has to change it; empty where the owner chose it
     */
    public record Ready(Accounts.Account account, String official, Optional<String> password) {}

    /** Whether there is somebody to be let in: some duty is nobody's. */
    public boolean isOpen() {
        return site.settings().setupToken().isPresent() && isNeeded(accounts());
    }

    /** Whether one of the three administrators is missing. */
    public static boolean isNeeded(Accounts accounts) {
        return accounts.all().stream()
                        .filter(account -> !account.disabled())
                        .flatMap(account -> account.duty().stream())
                        .distinct()
                        .count()
                < Duty.values().length;
    }

    /** Whether the office itself is still to be named. */
    public boolean needsOffice() {
        return site.archive().board(Asker.Job.RECEPTION).organization().units().isEmpty();
    }

    /** Sets up office and accounts; objects where the link is wrong or nothing is left to set up. */
    public synchronized ImmutableList<Ready> begin(String token, Request request, From from) {
        if (!isOpen()) {
            throw Objection.of(Flaw.SETUP_CLOSED);
        }
        String wanted = site.settings().setupToken().orElseThrow();
        if (!MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            throw Objection.of(Flaw.SETUP_TOKEN_WRONG);
        }
        if (needsOffice() != request.office().isPresent()) {
            throw Objection.of(Refusal.of(needsOffice() ? Reason.INCOMPLETE : Reason.ALREADY_THERE)
                    .with("field", "unit"));
        }
        request.office().filter(office -> !site.knows(office.region())).ifPresent(office -> {
            throw Objection.of(Refusal.of(Reason.NOT_FOUND).with("field", "region"));
        });
        signIns.unfit(request.system().account(), request.password()).ifPresent(unfit -> {
            throw Objection.of(unfit.flaw(), unfit.facts());
        });
        long names = names(request).distinct().count();
        boolean taken = names(request).anyMatch(name -> accounts().named(name).isPresent());
        if (taken || names < names(request).count()) {
            throw Objection.of(Refusal.of(Reason.ALREADY_THERE).with("field", "account"));
        }
        ImmutableList.Builder<Ready> ready = ImmutableList.builder();
        request.office().ifPresent(office -> ready.add(head(office, from)));
        return ready.addAll(administrators(request, from)).build();
    }

    private static Stream<String> names(Request request) {
        return Stream.concat(
                request.office().map(Office::account).stream(),
                Stream.of(request.system(), request.security(), request.auditor())
                        .map(Person::account));
    }

    private ImmutableList<Ready> administrators(Request request, From from) {
        ImmutableList<Ready> three = ImmutableList.of(
                ready(request.system(), Duty.SYSTEM, Optional.of(request.password())),
                ready(request.security(), Duty.SECURITY, Optional.empty()),
                ready(request.auditor(), Duty.AUDIT, Optional.empty()));
        Objection.orObject(new NameAdministrators(site.archive().store(), accounts())
                .name(
                        three.stream()
                                .map(one -> new NameAdministrators.Administrator(
                                        one.account(),
                                        new Official(one.account().official(), one.official())))
                                .collect(ImmutableList.toImmutableList()),
                        Optional.of(from.address()),
                        site.today(),
                        site.now()));
        return three;
    }

    private Ready ready(Person person, Duty duty, Optional<String> chosen) {
        Ready ready = account(person.account(), new OfficialId(site.ids().get()), person.official(), chosen);
        return new Ready(ready.account().serving(Optional.of(duty)), ready.official(), ready.password());
    }

    private Ready account(String name, OfficialId official, String called, Optional<String> chosen) {
        String password = chosen.orElseGet(signIns::drawn);
        return new Ready(
                Accounts.Account.of(
                        site.ids().get(),
                        name,
                        official,
                        signIns.first(password, chosen.isEmpty()),
                        signIns.browserKey()),
                called,
                chosen.isPresent() ? Optional.empty() : Optional.of(password));
    }

    private Ready head(Office office, From from) {
        Unit root = new Unit(
                new UnitId(site.ids().get()),
                office.unit(),
                ImmutableSet.of(),
                Unit.Kind.PETITION_OFFICE,
                office.region(),
                Optional.empty());
        Post post = new Post(new PostId(site.ids().get()), root.id(), office.post(), Post.Kind.HEAD, 0);
        Official official = new Official(new OfficialId(site.ids().get()), office.official());
        Incumbency incumbency = new Incumbency(
                new IncumbencyId(site.ids().get()), official.id(), post.id(), site.today(), false, Optional.empty());
        Objection.orObject(new SetUpOffice(site.archive().store())
                .setUp(root, post, official, incumbency, site.today(), site.now()));
        Ready head = account(office.account(), official.id(), official.name(), Optional.empty());
        site.trace(
                AccountAct.NOBODY,
                AccountAct.Trace.done(AccountAct.Kind.ADD_ACCOUNT)
                        .about(AccountAct.subject(head.account().id()))
                        .with(AccountAct.Detail.MEANS, "SET_UP")
                        .from(from.address()),
                Optional.empty());
        accounts().add(head.account());
        return head;
    }

    private Accounts accounts() {
        return site.archive().accounts();
    }
}
