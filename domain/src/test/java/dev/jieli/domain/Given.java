package dev.jieli.domain;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEWER;

import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.Stage;
import java.time.LocalDate;
import java.util.Optional;

/** Cases brought to where a test begins: by acts, never by a constructor. All begin on {@link #DAY}. */
public final class Given {
    /** A Monday. */
    public static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private Given() {}

    public static Petition petition() {
        return petition("2026-0001");
    }

    public static Petition petition(String number) {
        return new Petition(number, Channel.LETTER, DAY, "反映施工噪声扰民", Optional.empty(), "城乡建设", 1, 0);
    }

    /** Registered by the clerk of the petition office. */
    public static Journey registered() {
        return Journey.begun(new CaseId(Who.uuid("case")), new CaseAct.Register(petition()), CLERK, DAY);
    }

    /** Brought to the bureau by the petitioner and registered there by the handler. */
    public static Journey receivedDirectly() {
        return Journey.begun(new CaseId(Who.uuid("case")), new CaseAct.ReceiveDirectly(petition()), HANDLER, DAY);
    }

    /** Forwarded by the office to the handler in the bureau. */
    public static Journey forwarded() {
        return registered().does(CLERK, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
    }

    /** Forwarded, and the bureau says that it is not its matter. */
    public static Journey objected() {
        return forwarded().does(HANDLER, new CaseAct.RaiseObjection("属水务部门职权"));
    }

    /** Forwarded and accepted by the bureau. */
    public static Journey accepted() {
        return forwarded().does(HANDLER, new CaseAct.Accept());
    }

    public static Journey replied() {
        return accepted().does(HANDLER, new CaseAct.Reply(Opinion.EXPLAIN, "已作解释说明"));
    }

    public static Journey replyServed() {
        return replied().does(HANDLER, new CaseAct.Serve(DAY, Manner.IN_PERSON));
    }

    /** A review is asked for, and before the reviewer. */
    public static Journey reviewRequested() {
        return replyServed().does(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), "对答复不服"));
    }

    public static Journey reviewed() {
        return reviewRequested().does(REVIEWER, new CaseAct.Review(Finding.UPHELD, "维持"));
    }

    public static Journey reviewServed() {
        return reviewed().does(REVIEWER, new CaseAct.Serve(DAY, Manner.BY_POST));
    }

    /** A re-review is asked for, and before the re-reviewer. */
    public static Journey rereviewRequested() {
        return reviewServed().does(REREVIEWER, new CaseAct.RequestRereview(REREVIEWER.id(), "对复查意见不服"));
    }

    public static Journey rereviewed() {
        return rereviewRequested().does(REREVIEWER, new CaseAct.Rereview(Finding.UPHELD, "维持"));
    }

    /** Ended by re-review. */
    public static Journey final_() {
        return rereviewed().does(REREVIEWER, new CaseAct.Serve(DAY, Manner.IN_PERSON));
    }

    /** Brought to the bureau, which says that it is not its matter and has not told it yet. */
    public static Journey declined() {
        return receivedDirectly().does(HANDLER, new CaseAct.Decline("属法院管辖", "县人民法院"));
    }

    /** Led to arbitration, which the petitioner has not been told yet. */
    public static Journey led() {
        return forwarded().does(HANDLER, new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "仲裁委员会"));
    }

    /** Set aside by a review, and the petitioner told. */
    public static Journey revoked() {
        return revoked(reviewRequested(), REVIEWER);
    }

    /** Set aside by who has it under review, and the petitioner told. */
    public static Journey revoked(Journey requested, Who by) {
        return requested
                .does(by, new CaseAct.Revoke("事实不清，予以撤销"))
                .does(by, new CaseAct.Serve(requested.today(), Manner.IN_PERSON));
    }

    /** Settled, with something still to be done by the settlement. */
    public static Journey executing() {
        return accepted().does(HANDLER, new CaseAct.Settle(true, "调解协议书", "月底前付清工资", Optional.of(DAY.plusDays(30))));
    }

    /** A case at that stage. */
    public static Journey at(Stage stage) {
        return switch (stage) {
            case REGISTERED -> registered();
            case FORWARDED -> forwarded();
            case DECLINED -> declined();
            case LED -> led();
            case OBJECTED -> objected();
            case ACCEPTED -> accepted();
            case REPLIED -> replied();
            case REPLY_SERVED -> replyServed();
            case REVIEW_REQUESTED -> reviewRequested();
            case REVIEWED -> reviewed();
            case REVIEW_SERVED -> reviewServed();
            case REREVIEW_REQUESTED -> rereviewRequested();
            case REREVIEWED -> rereviewed();
            case REVOKED -> revoked();
            case EXECUTING -> executing();
        };
    }

    /** Some other case at the same desk. */
    public static Journey another(String number) {
        return Journey.begun(new CaseId(Who.uuid("case " + number)), new CaseAct.Register(petition(number)), CLERK, DAY)
                .does(CLERK, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
    }
}
