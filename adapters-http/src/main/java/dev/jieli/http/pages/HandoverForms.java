package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.http.site.SignedIn;
import dev.jieli.http.wording.Words;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** 交接表单: what each step of a handover asks for, and the step read from what came back. */
final class HandoverForms {
    /** The days within which a handover is usually done; places differ, the form can say otherwise. */
    private static final int USUAL_DAYS = 10;

    private HandoverForms() {}

    // ------------------------------------------------------------------ opening

    static Form open(Page page, Names names, UUID id) {
        ImmutableList<Field.Choice> seats = names.seats((unit, post) -> true);
        return Form.of(
                        "/handovers",
                        "启动交接，生成清单",
                        "Open the handover and draft the list",
                        Field.choice("outgoing", "移交人（离任的岗位）", "Outgoing official, in the post that is left", seats)
                                .hint(
                                        "一人兼任几个岗位、只离开其中一个的，选离开的那一个",
                                        "Of somebody with several posts who leaves one, choose that one"),
                        Field.choice("incoming", "接收人", "Incoming official", seats)
                                .hint(
                                        "接任的人须已任职；尚未任命的，先任命一位代理人",
                                        "Must sit already; where nobody is appointed yet, appoint somebody as acting first"),
                        Field.choice("witness", "监交人", "Witness", seats)
                                .hint(
                                        "一般为上级领导、组织部门或者信访部门的人员",
                                        "Usually a leader above, or somebody of the petition office"),
                        Field.choice("cause", "离任原因", "Cause", Names.words(page, Handover.Cause.values(), Words::of))
                                .over(3),
                        Field.line("document", "任免文号", "Document of the appointment")
                                .optional()
                                .over(3),
                        Field.date("leavesOn", "离任日期", "Last day in the post")
                                .over(3)
                                .hint("责任在这一天或者以后转移", "Responsibility moves on that day or later"),
                        Field.date("dueOn", "应完成日", "To be done by").over(3))
                .with("id", id);
    }

    /** What stands in the form for opening before anybody has entered anything. */
    static Form usual(Form form, Page page, Optional<IncumbencyId> outgoing) {
        Form filled = form.filled("leavesOn", page.today())
                .filled("dueOn", page.today().plusDays(USUAL_DAYS))
                .filled("cause", Handover.Cause.TRANSFERRED.name());
        return outgoing.map(who -> filled.filled("outgoing", who)).orElse(filled);
    }

    static Outcome<OpenHandover.Notice> notice(Submitted in) {
        return in.read(() -> new OpenHandover.Notice(
                in.seat("outgoing"),
                in.seat("incoming"),
                in.seat("witness"),
                in.of(Handover.Cause.class, "cause"),
                in.text("document"),
                in.date("leavesOn"),
                in.date("dueOn")));
    }

    // ------------------------------------------------------------------ steps

    /** Steps that have a button of their own, in the order of the procedure; the rest belong to items. */
    private static final ImmutableList<Class<? extends HandoverAct>> WHOLE = ImmutableList.of(
            HandoverAct.Freeze.class,
            HandoverAct.Receive.class,
            HandoverAct.Witness.class,
            HandoverAct.TakeEffect.class,
            HandoverAct.Supplement.class,
            HandoverAct.FoundLater.class,
            HandoverAct.Replace.class,
            HandoverAct.Cancel.class);

    static ImmutableList<CasePage.Offer> offers(Page page, ImmutableSet<Class<? extends HandoverAct>> open) {
        return WHOLE.stream()
                .filter(open::contains)
                .map(step -> new CasePage.Offer(
                        step.getSimpleName(),
                        page.head(Words.of(step)),
                        step == HandoverAct.Supplement.class
                                || step == HandoverAct.Replace.class
                                || step == HandoverAct.FoundLater.class,
                        step == HandoverAct.Cancel.class))
                .collect(ImmutableList.toImmutableList());
    }

    /** The form for a step; empty where the name is none that a person takes. */
    static Optional<Form> form(
            Page page, Names names, Board.HandoverFile file, String name, ImmutableList<String> items) {
        Handover handover = file.handover();
        return fields(page, names, file, name).map(fields -> {
            Form form = Form.of(
                            "/handovers/" + handover.id() + "/steps/" + name,
                            Words.act(name).zh(),
                            page.capital(Words.act(name).en()),
                            fields)
                    .with("seen", handover.entries());
            if (!items.isEmpty()) {
                form = form.with("items", String.join(" ", items));
            }
            return name.equals("Receive") || name.equals("Witness")
                    ? form.with("digest", handover.digest().orElse(""))
                    : form;
        });
    }

    private static Optional<ImmutableList<Field>> fields(Page page, Names names, Board.HandoverFile file, String name) {
        Handover handover = file.handover();
        Optional<IncumbencyId> me = page.visitor().flatMap(SignedIn::own).map(SignedIn.Sitting::id);
        return switch (name) {
            case "Complete" -> some(account(page));
            case "Keep" ->
                some(
                        Field.choice(
                                "under",
                                "保留在移交人的哪一个岗位名下",
                                "Kept under which other post of the outgoing official",
                                names.organization().units().stream()
                                        .flatMap(unit -> unit.posts().stream()
                                                .flatMap(post -> post.sitting().stream()
                                                        .filter(sitter -> sitter.official()
                                                                        .id()
                                                                        .equals(file.outgoing()
                                                                                .officialId())
                                                                && !sitter.incumbency()
                                                                        .id()
                                                                        .equals(handover.outgoing()))
                                                        .map(sitter -> new Field.Choice(
                                                                sitter.incumbency()
                                                                        .id()
                                                                        .toString(),
                                                                post.post().title(),
                                                                unit.unit().name()))))
                                        .toList()),
                        Field.text("reason", "保留理由", "Why it is kept"));
            case "Freeze" ->
                me.equals(Optional.of(handover.outgoing()))
                        ? some()
                        : some(Field.text("inPlace", "代签理由", "Reason for signing in the leaver's place")
                                .hint(
                                        "移交人本人不能签名时，由上级代签，须写明理由",
                                        "Where the leaver cannot sign, somebody above does, and says why"));
            case "Check" -> some();
            case "Question" -> some(Field.text("text", "异议", "What is missing or wrong"));
            case "Answer" -> some(Field.text("text", "答复", "Answer"));
            case "Receive", "Witness", "TakeEffect", "Supplement" -> some();
            case "Replace" -> some(parties(names));
            case "FoundLater" ->
                some(
                        Field.line("number", "漏项的信访件编号", "Number of the case that was left out"),
                        Field.text("text", "情况说明", "What was found"));
            case "Cancel" -> some(Field.text("reason", "撤销理由", "Why it is cancelled"));
            default -> Optional.empty();
        };
    }

    private static Field[] parties(Names names) {
        ImmutableList<Field.Choice> seats = names.seats((unit, post) -> true);
        return new Field[] {
            Field.choice("incoming", "接收人", "Incoming official", seats),
            Field.choice("witness", "监交人", "Witness", seats),
            Field.text("reason", "更换理由", "Why")
        };
    }

    /** What the leaver says about an item. */
    static Field[] account(Page page) {
        return new Field[] {
            Field.text("history", "前期办理情况", "What was done so far"),
            Field.text("commitments", "承诺事项", "What was promised")
                    .hint(
                            "向信访人承诺过什么、何时、是否兑现；没有就不填",
                            "What was promised to the petitioner, when, and whether it was kept; blank for none")
                    .optional(),
            Field.text("nextStep", "下步建议", "Next step"),
            Field.pick("risk", "事项风险等级", "Risk of the matter", risks(page))
        };
    }

    /** The highest in front. */
    private static ImmutableList<Field.Choice> risks(Page page) {
        return Names.words(page, Handover.Risk.values(), Words::of).reverse();
    }

    private static Optional<ImmutableList<Field>> some(Field... fields) {
        return Optional.of(ImmutableList.copyOf(fields));
    }

    /** The step that the form says, or which field cannot be read. */
    static Outcome<HandoverAct> read(String name, Submitted in, Handover handover, Board board) {
        return in.read(() -> switch (name) {
            case "Complete" ->
                new HandoverAct.Complete(
                        items(in),
                        new Handover.Account(
                                in.needed("history"),
                                in.text("commitments"),
                                in.needed("nextStep"),
                                in.of(Handover.Risk.class, "risk")));
            case "Keep" -> new HandoverAct.Keep(item(in), in.seat("under"), in.text("reason"));
            case "Freeze" -> new HandoverAct.Freeze("", in.given("inPlace"), ImmutableList.of());
            case "Check" ->
                new HandoverAct.Check(
                        in.ticked("all")
                                ? handover.items().values().stream()
                                        .filter(item -> !item.checked() && !item.questioned())
                                        .map(Handover.Item::caseId)
                                        .collect(ImmutableList.toImmutableList())
                                : items(in));
            case "Question" -> new HandoverAct.Question(item(in), in.text("text"));
            case "Answer" -> new HandoverAct.Answer(item(in), in.text("text"));
            case "Receive" -> new HandoverAct.Receive(in.text("digest"));
            case "Witness" -> new HandoverAct.Witness(in.text("digest"));
            case "Supplement" -> new HandoverAct.Supplement(ImmutableList.of());
            case "Replace" -> new HandoverAct.Replace(in.seat("incoming"), in.seat("witness"), in.text("reason"));
            case "FoundLater" -> {
                Optional<CaseId> found = board.numbered(in.text("number"));
                if (found.isEmpty()) {
                    in.refuse("number");
                }
                yield new HandoverAct.FoundLater(found.orElse(new CaseId(new UUID(0, 0))), in.text("text"));
            }
            case "Cancel" -> new HandoverAct.Cancel(in.text("reason"));
            default -> throw new IllegalArgumentException("no form for " + name);
        });
    }

    private static CaseId item(Submitted in) {
        ImmutableList<CaseId> items = items(in);
        if (items.size() != 1) {
            in.refuse("items");
            return new CaseId(new UUID(0, 0));
        }
        return items.get(0);
    }

    /** From boxes that were ticked, or from one field with blanks between. */
    static ImmutableList<CaseId> items(Submitted in) {
        ImmutableList.Builder<CaseId> items = ImmutableList.builder();
        for (String value : in.values().get("items")) {
            for (String id : Arrays.asList(value.trim().split("\\s+"))) {
                try {
                    items.add(CaseId.of(id));
                } catch (IllegalArgumentException unreadable) {
                    in.refuse("items");
                }
            }
        }
        ImmutableList<CaseId> read = items.build();
        if (read.isEmpty()) {
            in.refuse("items");
        }
        return read;
    }
}
