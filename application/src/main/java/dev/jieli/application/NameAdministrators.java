package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Official;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** 设立三员: the first three administrators, where there are none yet; afterwards they name each other. */
public final class NameAdministrators {
    private final Store store;
    private final Accounts accounts;

    public NameAdministrators(Store store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    /** 管理员: an account with its duty, and whose it is. */
    public record Administrator(Account account, Official official) {}

    /**
     * Names them, each with an account in use. Refused as {@link Reason#ALREADY_THERE} where all duties are somebody's, and
     * where a name is taken.
     *
     * @param from the address from which it is asked; empty for none
     */
    public Outcome<ImmutableList<Administrator>> name(
            ImmutableList<Administrator> three, Optional<String> from, LocalDate on, Instant at) {
        long there = accounts.all().stream()
                .filter(account -> !account.disabled())
                .flatMap(account -> account.duty().stream())
                .distinct()
                .count();
        long names = three.stream().map(one -> one.account().name()).distinct().count();
        boolean taken = three.stream()
                .anyMatch(one -> accounts.named(one.account().name()).isPresent());
        if (there == Duty.values().length) {
            return Outcome.refused(Reason.ALREADY_THERE);
        }
        if (taken || names < three.size()) {
            return Outcome.refused(Refusal.of(Reason.ALREADY_THERE).with("field", "name"));
        }
        Outcome<Boolean> enlisted = store.transact(Asker.Job.RECEPTION, session -> {
            Standing.enlist(session, Lists.transform(three, Administrator::official), Capacity.SYSTEM, on, at);
            for (Administrator one : three) {
                AccountAct.Trace trace = AccountAct.Trace.done(AccountAct.Kind.ADD_ACCOUNT)
                        .about(AccountAct.subject(one.account().id()))
                        .with(AccountAct.Detail.MEANS, "SET_UP")
                        .with(AccountAct.Detail.AFTER, one.account().duty().orElseThrow());
                session.dockets().trace(AccountAct.NOBODY, from.map(trace::from).orElse(trace), Optional.empty(), at);
            }
            return Outcome.done(true);
        });
        return enlisted.then(done -> {
            for (Administrator one : three) {
                if (!accounts.add(one.account())) {
                    return Outcome.refused(Refusal.of(Reason.ALREADY_THERE).with("field", "name"));
                }
            }
            return Outcome.done(three);
        });
    }
}
