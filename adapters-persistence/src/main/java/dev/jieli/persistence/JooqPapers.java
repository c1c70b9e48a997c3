package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.ISSUED_PAPER;
import static dev.jieli.persistence.db.Tables.LETTERHEAD;
import static dev.jieli.persistence.db.Tables.PAPER;
import static dev.jieli.persistence.db.Tables.PAPER_TEMPLATE;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Cases;
import dev.jieli.application.port.Papers;
import dev.jieli.application.published.PaperJson;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.persistence.db.tables.records.PaperRecord;
import java.util.Base64;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** What is written waits for the entry that it belongs to and goes out in the same transaction. */
final class JooqPapers implements Papers {
    private final Transaction transaction;

    private final Cases cases;
    private final Asker asker;

    /**
     * Papers of cases that are shown.
     *
     * @param cases among which a paper's case has to be
     * @param asker to whom they are shown
     */
    JooqPapers(Transaction transaction, Cases cases, Asker asker) {
        this.transaction = transaction;
        this.cases = cases;
        this.asker = asker;
    }

    @Override
    public Optional<Paper> find(PaperId id) {
        return read(PAPER.ID.eq(id.value())).stream()
                .findFirst()
                .filter(found -> cases.find(found.about()).isPresent());
    }

    @Override
    public ImmutableList<Paper> of(CaseId about) {
        return cases.find(about).isPresent() ? read(PAPER.CASE_ID.eq(about.value())) : ImmutableList.of();
    }

    private ImmutableList<Paper> read(Condition which) {
        return transaction
                .sql(asker)
                .select(
                        PAPER.ID,
                        PAPER.CASE_ID,
                        PAPER.KIND,
                        PAPER.ORGAN,
                        PAPER.EDITION,
                        PAPER.DIGEST,
                        PAPER.DRAFTED,
                        PAPER.CHECKED,
                        ISSUED_PAPER.ISSUED,
                        ISSUED_PAPER.ACCUSATION,
                        ISSUED_PAPER.CODE,
                        ISSUED_PAPER.YEAR,
                        ISSUED_PAPER.SERIAL,
                        ISSUED_PAPER.DIGEST)
                .from(PAPER)
                .leftJoin(ISSUED_PAPER)
                .on(ISSUED_PAPER.PAPER.eq(PAPER.ID))
                .where(which)
                .orderBy(PAPER.CAME)
                .stream()
                .map(JooqPapers::paper)
                .collect(ImmutableList.toImmutableList());
    }

    private static Paper paper(Record row) {
        PaperKind kind = PaperKind.valueOf(row.get(PAPER.KIND));
        UnitId organ = new UnitId(row.get(PAPER.ORGAN));
        Optional<Paper.Issue> issue = Optional.ofNullable(row.get(ISSUED_PAPER.ISSUED))
                .map(by -> new Paper.Issue(
                        PaperJson.hand(by),
                        Optional.ofNullable(row.get(ISSUED_PAPER.CODE))
                                .map(code -> new DocumentNumber(
                                        organ,
                                        kind,
                                        row.get(ISSUED_PAPER.ACCUSATION),
                                        code,
                                        row.get(ISSUED_PAPER.YEAR),
                                        row.get(ISSUED_PAPER.SERIAL)))));
        return new Paper(
                new PaperId(row.get(PAPER.ID)),
                new CaseId(row.get(PAPER.CASE_ID)),
                kind,
                organ,
                row.get(PAPER.EDITION),
                issue.isPresent() ? row.get(ISSUED_PAPER.DIGEST) : row.get(PAPER.DIGEST),
                PaperJson.hand(row.get(PAPER.DRAFTED)),
                Optional.ofNullable(row.get(PAPER.CHECKED)).map(PaperJson::hand),
                issue);
    }

    @Override
    public Optional<Text> text(PaperId id) {
        if (find(id).isEmpty()) {
            return Optional.empty();
        }
        return transaction
                .sql(asker)
                .select(PAPER.KEY_ID, PAPER.SEALED)
                .from(PAPER)
                .where(PAPER.ID.eq(id.value()))
                .and(PAPER.SEALED.isNotNull())
                .fetchOptional()
                .map(row -> PaperJson.text(transaction.keys().open("paper", id.value(), row.value1(), row.value2())));
    }

    /** A file that was altered does not open; nothing is given in its place, and that is not what was issued either. */
    @Override
    public Optional<byte[]> file(PaperId id) {
        if (find(id).isEmpty()) {
            return Optional.empty();
        }
        return transaction
                .sql(asker)
                .select(ISSUED_PAPER.KEY_ID, ISSUED_PAPER.SEALED)
                .from(ISSUED_PAPER)
                .where(ISSUED_PAPER.PAPER.eq(id.value()))
                .and(ISSUED_PAPER.SEALED.isNotNull())
                .fetchOptional()
                .map(row -> {
                    try {
                        return Base64.getDecoder()
                                .decode(transaction
                                        .keys()
                                        .open("issued_paper", id.value(), row.value1(), row.value2()));
                    } catch (IllegalStateException | IllegalArgumentException altered) {
                        return new byte[0];
                    }
                });
    }

    @Override
    public int lastSerial(UnitId organ, PaperKind kind, int year) {
        return Optional.ofNullable(transaction
                        .sql(Sight.WHOLE)
                        .select(DSL.max(ISSUED_PAPER.SERIAL))
                        .from(ISSUED_PAPER)
                        .where(ISSUED_PAPER.ORGAN.eq(organ.value()))
                        .and(ISSUED_PAPER.KIND.eq(kind.name()))
                        .and(ISSUED_PAPER.YEAR.eq(year))
                        .andNot(ISSUED_PAPER.ACCUSATION)
                        .fetchOne(0, Integer.class))
                .orElse(0);
    }

    @Override
    public boolean isTaken(DocumentNumber number) {
        return transaction
                .sql(Sight.WHOLE)
                .fetchExists(
                        ISSUED_PAPER,
                        ISSUED_PAPER
                                .ORGAN
                                .eq(number.organ().value())
                                .and(ISSUED_PAPER.KIND.eq(number.kind().name()))
                                .and(ISSUED_PAPER.YEAR.eq(number.year()))
                                .and(ISSUED_PAPER.ACCUSATION.eq(number.accusation()))
                                .and(ISSUED_PAPER.SERIAL.eq(number.serial())));
    }

    @Override
    public void draft(Paper drafted, Text text) {
        PaperRecord row = new PaperRecord();
        row.setEdition(drafted.edition());
        row.setDigest(drafted.digest());
        row.setDrafted(PaperJson.write(drafted.drafted()));
        row.setChecked(null);
        row.setKeyId(transaction.keys().current());
        row.setSealed(transaction.keys().seal("paper", drafted.id().value(), PaperJson.write(text)));
        if (drafted.edition() > 1) {
            transaction
                    .toWrite()
                    .papers
                    .add(sql -> sql.update(PAPER)
                            .set(row)
                            .where(PAPER.ID.eq(drafted.id().value()))
                            .execute());
            return;
        }
        // a row of its own: the id comes from outside, and may be that of a paper which is kept from its author
        row.setId(drafted.id().value());
        row.setCaseId(drafted.about().value());
        row.setKind(drafted.kind().name());
        row.setOrgan(drafted.organ().value());
        transaction.toWrite().papers.add(sql -> sql.insertInto(PAPER).set(row).execute());
    }

    @Override
    public void check(Paper checked) {
        transaction
                .toWrite()
                .papers
                .add(sql -> sql.update(PAPER)
                        .set(
                                PAPER.CHECKED,
                                checked.checked().map(PaperJson::write).orElse(null))
                        .where(PAPER.ID.eq(checked.id().value()))
                        .execute());
    }

    @Override
    public void issue(Paper issued, byte[] file) {
        Paper.Issue issue = issued.issued().orElseThrow();
        byte[] sealed = transaction
                .keys()
                .seal("issued_paper", issued.id().value(), Base64.getEncoder().encodeToString(file));
        Optional<DocumentNumber> number = issue.number();
        transaction
                .toWrite()
                .papers
                .add(sql -> sql.insertInto(ISSUED_PAPER)
                        .set(ISSUED_PAPER.PAPER, issued.id().value())
                        .set(ISSUED_PAPER.ORGAN, issued.organ().value())
                        .set(ISSUED_PAPER.KIND, issued.kind().name())
                        .set(ISSUED_PAPER.ISSUED, PaperJson.write(issue.by()))
                        .set(
                                ISSUED_PAPER.ACCUSATION,
                                number.map(DocumentNumber::accusation).orElse(false))
                        .set(ISSUED_PAPER.CODE, number.map(DocumentNumber::code).orElse(null))
                        .set(ISSUED_PAPER.YEAR, number.map(DocumentNumber::year).orElse(null))
                        .set(
                                ISSUED_PAPER.SERIAL,
                                number.map(DocumentNumber::serial).orElse(null))
                        .set(ISSUED_PAPER.DIGEST, issued.digest())
                        .set(ISSUED_PAPER.KEY_ID, transaction.keys().current())
                        .set(ISSUED_PAPER.SEALED, sealed)
                        .execute());
    }

    @Override
    public Optional<Letterhead> letterhead(UnitId organ) {
        return transaction
                .sql()
                .selectFrom(LETTERHEAD)
                .where(LETTERHEAD.ORGAN.eq(organ.value()))
                .fetchOptional()
                .map(row -> new Letterhead(
                        row.getMark(), row.getCode(), row.getContact(), row.getTelephone(), row.getInquiries()));
    }

    @Override
    public void head(UnitId organ, Letterhead letterhead) {
        transaction
                .toWrite()
                .papers
                .add(sql -> sql.insertInto(LETTERHEAD)
                        .set(LETTERHEAD.ORGAN, organ.value())
                        .set(LETTERHEAD.MARK, letterhead.mark())
                        .set(LETTERHEAD.CODE, letterhead.code())
                        .set(LETTERHEAD.CONTACT, letterhead.contact())
                        .set(LETTERHEAD.TELEPHONE, letterhead.telephone())
                        .set(LETTERHEAD.INQUIRIES, letterhead.inquiries())
                        .onConflict(LETTERHEAD.ORGAN)
                        .doUpdate()
                        .set(LETTERHEAD.MARK, letterhead.mark())
                        .set(LETTERHEAD.CODE, letterhead.code())
                        .set(LETTERHEAD.CONTACT, letterhead.contact())
                        .set(LETTERHEAD.TELEPHONE, letterhead.telephone())
                        .set(LETTERHEAD.INQUIRIES, letterhead.inquiries())
                        .execute());
    }

    @Override
    public Optional<byte[]> template(UnitId organ, PaperKind kind) {
        return transaction
                .sql()
                .select(PAPER_TEMPLATE.FILE)
                .from(PAPER_TEMPLATE)
                .where(PAPER_TEMPLATE.ORGAN.eq(organ.value()))
                .and(PAPER_TEMPLATE.KIND.eq(kind.name()))
                .fetchOptional(PAPER_TEMPLATE.FILE);
    }

    @Override
    public void replaceTemplate(UnitId organ, PaperKind kind, Optional<byte[]> file) {
        transaction.toWrite().papers.add(sql -> {
            sql.deleteFrom(PAPER_TEMPLATE)
                    .where(PAPER_TEMPLATE.ORGAN.eq(organ.value()))
                    .and(PAPER_TEMPLATE.KIND.eq(kind.name()))
                    .execute();
            file.ifPresent(bytes -> sql.insertInto(PAPER_TEMPLATE)
                    .set(PAPER_TEMPLATE.ORGAN, organ.value())
                    .set(PAPER_TEMPLATE.KIND, kind.name())
                    .set(PAPER_TEMPLATE.FILE, bytes)
                    .execute());
        });
    }
}
