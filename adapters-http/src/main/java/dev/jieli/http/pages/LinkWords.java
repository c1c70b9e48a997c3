package dev.jieli.http.pages;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Board;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Act;
import dev.jieli.http.wording.Words;
import java.net.URLEncoder;
import java.util.Optional;

/** 关联用语: what links a case to others, and what may, as people read it. */
record LinkWords(Page page, Board board, Board.CaseFile file, ImmutableSet<Class<? extends CaseAct>> open) {
    private static final int MOST = 5;

    ImmutableList<CasePage.Linked> links() {
        return board.linked(file.petitionCase().id()).stream()
                .map(one -> new CasePage.Linked(
                        one,
                        state(one.stage(), one.ending()),
                        reason(one.entry().entry().act()),
                        one.entry()
                                .by()
                                .map(who -> who.unit() + " " + who.official())
                                .orElse(""),
                        one.earlier() && one.kind() == LinkKind.SAME_MATTER ? notice(one.ending()) : "",
                        one.earlier() && open.contains(CaseAct.Unlink.class)
                                ? form("Unlink", one.number(), one.kind(), "")
                                : ""))
                .collect(toImmutableList());
    }

    ImmutableList<CasePage.Alike> alike() {
        if (!file.petitionCase().isOpen()) {
            return ImmutableList.of();
        }
        return board.alike(file.petitionCase().id(), MOST).stream()
                .map(one -> {
                    String reasons = Words.of(one.likeness()).in(page.language());
                    return new CasePage.Alike(
                            one,
                            state(one.stage(), one.ending()),
                            reasons,
                            one.proposed().contains(LinkKind.SAME_MATTER)
                                            && one.likeness().isRepeat()
                                    ? notice(one.ending())
                                    : "",
                            open.contains(CaseAct.Link.class)
                                    ? one.proposed().stream()
                                            .map(kind -> new CasePage.Choice(
                                                    question(kind),
                                                    form("Link", one.number(), kind, reasons),
                                                    form("Unlink", one.number(), kind, "")))
                                            .collect(toImmutableList())
                                    : ImmutableList.of());
                })
                .collect(toImmutableList());
    }

    /** The number of a case that the visitor may know of. */
    String number(CaseId id) {
        return board.caseFile(id)
                .map(other -> other.petitionCase().petition().number())
                .orElse(page.t("另一件", "another case"));
    }

    private String state(Optional<Stage> stage, Optional<Ending> ending) {
        return stage.map(Words::of)
                .or(() -> ending.map(Words::of))
                .map(page::say)
                .orElse("");
    }

    private static String reason(Act act) {
        return act instanceof CaseAct.Link link ? link.reason() : "";
    }

    private String question(LinkKind kind) {
        return switch (kind) {
            case SAME_MATTER -> page.t("是同一事项吗？", "The same matter?");
            case SAME_PERSON -> page.t("信访人是同一人吗？", "The same petitioner?");
            case RELATED -> page.t("有关联吗？", "Related?");
        };
    }

    /** What finding it to be the same matter of the same petitioner would mean, and the way that stays open. */
    private String notice(Optional<Ending> ending) {
        if (ending.isEmpty()) {
            return page.t(
                    "较早的一件正在办理。认定为同一人、同一事项的，在其办理期限内，承办机关的上级机关不予受理（条例第19条第3款）：告知信访人在较早的一件中补充材料，本件登记为重复件；有新的事实和理由的，写明后照常受理。",
                    "The earlier case is being handled. Once matter and petitioner are found to be the same, an organ above the one"
                            + " that handles it does not accept this one while that one's terms run (art. 19(3)): let the"
                            + " petitioner add to the earlier case and keep this one as a repeat; for new facts or reasons say"
                            + " which, and accept it.");
        }
        return ending.get() == Ending.FINAL
                ? page.t(
                        "较早的一件已经复核。认定为同一人、同一事项的，仍以同一事实和理由提出的不再受理（条例第36条第3款）：可以疏导、帮扶；有新的事实和理由的，写明后照常受理。",
                        "The earlier case was re-reviewed. Once matter and petitioner are found to be the same, the same facts and"
                                + " reasons are accepted no more (art. 36(3)); guidance and aid stay open, and for new facts or"
                                + " reasons say which, and accept it.")
                : "";
    }

    private String form(String act, String number, LinkKind kind, String reason) {
        return "/cases/" + file.petitionCase().id() + "/acts/" + act + "?other=" + encoded(number) + "&kind=" + kind
                + (reason.isEmpty() ? "" : "&reason=" + encoded(reason));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
