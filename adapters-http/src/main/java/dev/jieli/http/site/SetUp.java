package dev.jieli.http.site;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.SetUpOffice;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
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

/** 初始设置: lets the first administrator in by the link that was printed at the start; it opens once. */
public final class SetUp {
    private final Site site;
    private final SignIns signIns;

    public SetUp(Site site, SignIns signIns) {
        this.site = site;
        this.signIns = signIns;
    }

    /**
     * 设置内容: the petition office at the root, its head, and the account of the head, who administers.
     *
     * @param name of the account
     */
    public record Request(String unit, RegionCode region, String official, String post, String name, String password) {}

    /** Whether there is somebody to be let in. */
    public boolean isOpen() {
        return site.settings().setupToken().isPresent() && accounts().all().isEmpty();
    }

    /** Sets up the office and the account; objects where the link is wrong or nothing is left to set up. */
    public synchronized Accounts.Account begin(String token, Request request) {
        if (!isOpen()) {
            throw Objection.of(Flaw.SETUP_CLOSED);
        }
        String wanted = site.settings().setupToken().orElseThrow();
        if (!MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            throw Objection.of(Flaw.SETUP_TOKEN_WRONG);
        }
        if (!site.knows(request.region())) {
            throw Objection.of(Refusal.of(Reason.NOT_FOUND).with("field", "region"));
        }
        signIns.unfit(request.name(), request.password()).ifPresent(unfit -> {
            throw Objection.of(unfit.flaw(), unfit.facts());
        });
        OfficialId official = office(request);
        Accounts.Account account = Accounts.Account.of(
                site.ids().get(),
                request.name(),
                official,
                signIns.first(request.password(), false),
                true,
                signIns.browserKey());
        signIns.add(account, Optional.empty(), "");
        return account;
    }

    private OfficialId office(Request request) {
        Unit root = new Unit(
                new UnitId(site.ids().get()),
                request.unit(),
                ImmutableSet.of(),
                Unit.Kind.PETITION_OFFICE,
                request.region(),
                Optional.empty());
        Post post = new Post(new PostId(site.ids().get()), root.id(), request.post(), Post.Kind.HEAD, 0);
        Official official = new Official(new OfficialId(site.ids().get()), request.official());
        Incumbency incumbency = new Incumbency(
                new IncumbencyId(site.ids().get()), official.id(), post.id(), site.today(), false, Optional.empty());
        Outcome<Incumbency> done = new SetUpOffice(site.archive().store())
                .setUp(root, post, official, incumbency, site.today(), site.now());
        if (done instanceof Outcome.Done<Incumbency>) {
            return official.id();
        }
        // There are units and no account: a set-up broke off between the two. Who sits first gets the account.
        return site.archive().board(Asker.Job.RECEPTION).organization().units().stream()
                .flatMap(unit -> unit.posts().stream())
                .flatMap(held -> held.sitting().stream())
                .findFirst()
                .map(sitter -> sitter.official().id())
                .orElseThrow(() -> Objection.of(((Outcome.Refused<Incumbency>) done).refusal()));
    }

    private Accounts accounts() {
        return site.archive().accounts();
    }
}
