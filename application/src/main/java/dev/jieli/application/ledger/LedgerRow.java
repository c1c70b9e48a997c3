package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Petitioner;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 台账一件: what one row says of one case, each thing under its type, names as they are written.
 *
 * @param sheet where it stands
 * @param row its row number, as a spreadsheet shows it
 * @param number 信访件编号; blank where the ledger has none
 * @param receivedOn 信访日期, or the day of registration where there is none
 * @param registeredOn 登记日期, or the petition date where there is none
 * @param registeredAt 登记单位, as written; blank where the ledger does not say
 * @param repeats how often the matter came in before
 * @param place 问题属地, as written
 * @param gist 反映问题 and 诉求, as written: may name people
 * @param unit 责任单位, the first named; blank where none is
 * @param coUnits 配合单位
 * @param extendedDays calendar days of extension, 0 for none
 * @param reviewOrgan 复查机关, as written; blank where the ledger does not say
 * @param standing how far it has come
 * @param other what the case has no field for (目的, 配合单位, 备注 …), in one text
 */
public record LedgerRow(
        String sheet,
        int row,
        String number,
        Petitioner petitioner,
        Channel channel,
        LocalDate receivedOn,
        LocalDate registeredOn,
        String registeredAt,
        int persons,
        int repeats,
        String place,
        String category,
        String gist,
        String unit,
        ImmutableList<String> coUnits,
        String officer,
        Optional<LocalDate> forwardedOn,
        Optional<LocalDate> acceptedOn,
        int extendedDays,
        Optional<LocalDate> concludedOn,
        String reply,
        Optional<LocalDate> servedOn,
        Optional<LocalDate> reviewRequestedOn,
        String reviewOrgan,
        Optional<LocalDate> reviewedOn,
        Optional<LocalDate> reviewServedOn,
        Optional<LocalDate> rereviewRequestedOn,
        String rereviewOrgan,
        Optional<LocalDate> rereviewedOn,
        Standing standing,
        String leader,
        Optional<LocalDate> leaderUntil,
        String other) {}
