package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.DocumentNumber;
import dev.jieli.domain.paper.Letterhead;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import java.util.Optional;

/**
 * 文书库: the papers of cases. What stands in a draft and what was issued names people: both are kept encrypted where the
 * store is durable. A step on a paper is kept together with the entry in the docket of its case ({@link Cases#enter}), in
 * one transaction, and loses with it.
 */
public interface Papers {

    Optional<Paper> find(PaperId id);

    /** The papers of a case, in the order in which they were first drafted. */
    ImmutableList<Paper> of(CaseId about);

    /** What stands in the draft. */
    Optional<Text> text(PaperId id);

    /** The file as it was issued, byte for byte. */
    Optional<byte[]> file(PaperId id);

    /** The last number that the organ gave to this kind in that year, those of accusations aside; 0 for none. */
    int lastSerial(UnitId organ, PaperKind kind, int year);

    /** Whether the organ gave this number to a paper, whoever asks. */
    boolean isTaken(DocumentNumber number);

    /** A new paper, or another draft of one that is there. */
    void draft(Paper drafted, Text text);

    void check(Paper checked);

    /**
     * Keeps what was issued, for good: neither the file nor the number is ever changed. A number that is taken loses with
     * {@link dev.jieli.domain.docket.Reason#ALREADY_THERE}, and so does a second issue of one paper.
     */
    void issue(Paper issued, byte[] file);

    /** How the organ heads its papers; empty until it says so. */
    Optional<Letterhead> letterhead(UnitId organ);

    void head(UnitId organ, Letterhead letterhead);

    /** The organ's own template (.docx) for this kind; empty where it uses the usual one. */
    Optional<byte[]> template(UnitId organ, PaperKind kind);

    /**
     * Takes a template for the organ's own.
     *
     * @param file empty to use the usual one again
     */
    void replaceTemplate(UnitId organ, PaperKind kind, Optional<byte[]> file);

    /**
     * 文稿
     *
     * @param fields what was written, by the names of the fields
     * @param salt drawn at random for the paper and told to nobody: the digests that go on record are reckoned with it, so
     *     that nobody can guess a name and see whether the digest fits
     */
    record Text(ImmutableMap<String, String> fields, String salt) {}
}
