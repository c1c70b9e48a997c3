package dev.jieli.domain.paper;

import dev.jieli.domain.organization.Unit;

/**
 * 版头: how an organ stands on its papers.
 *
 * @param mark 发文机关标志: the name in red at the head; without 文件
 * @param code 机关代字, for numbers
 * @param contact 联系部门、联系人; may be blank
 * @param telephone of the organ, for those who get the paper; may be blank
 * @param inquiries 查询方式: where a petitioner sees how the matter stands; may be blank
 */
public record Letterhead(String mark, String code, String contact, String telephone, String inquiries) {

    /** What holds until an organ says otherwise: its name, and its first short name for a code. */
    public static Letterhead of(Unit unit) {
        return new Letterhead(
                unit.name(), unit.shortNames().stream().findFirst().orElse(unit.name()), "", "", "");
    }

    /** Whether a paper can be headed by it. */
    public boolean isComplete() {
        return !mark.isBlank() && !code.isBlank();
    }
}
