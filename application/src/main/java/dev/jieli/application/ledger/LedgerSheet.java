package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.Optional;

/** 台账表: the ledger as this product writes it, so that reading it again gives the same. */
public final class LedgerSheet {

    /** The columns, in their order. */
    // spotless:off
    public static final ImmutableList<Column> COLUMNS = ImmutableList.of(
        Column.NUMBER, Column.PETITIONER, Column.ID_NUMBER, Column.PHONE, Column.ADDRESS, Column.CHANNEL,
        Column.PETITIONED_ON, Column.REGISTERED_ON, Column.REGISTERED_AT, Column.PERSONS, Column.REPEATS, Column.PLACE, Column.CATEGORY, Column.GIST,
        Column.UNIT, Column.CO_UNITS, Column.OFFICER, Column.FORWARDED_ON, Column.ACCEPTED_ON, Column.EXTENDED_DAYS,
        Column.CONCLUDED_ON, Column.REPLY, Column.SERVED_ON,
        Column.REVIEW_REQUESTED_ON, Column.REVIEW_ORGAN, Column.REVIEWED_ON, Column.REVIEW_SERVED_ON, Column.REREVIEW_REQUESTED_ON, Column.REREVIEW_ORGAN, Column.REREVIEWED_ON,
        Column.STATUS, Column.LEADER, Column.LEADER_UNTIL, Column.REMARK);
    // spotless:on

    /** The header over the reasons in a file of rows that could not be imported; not read when the file comes back. */
    public static final String REASON = "不能导入的原因";

    private LedgerSheet() {}

    public static ImmutableList<String> headers() {
        return COLUMNS.stream().map(Column::header).collect(ImmutableList.toImmutableList());
    }

    public static ImmutableList<Cell> cells(LedgerRow row) {
        return COLUMNS.stream().map(column -> cell(column, row)).collect(ImmutableList.toImmutableList());
    }

    private static Cell cell(Column column, LedgerRow row) {
        return switch (column) {
            case NUMBER -> words(row.number());
            case PETITIONER -> words(row.petitioner().name());
            case ID_NUMBER -> words(row.petitioner().idNumber().orElse(""));
            case PHONE -> words(row.petitioner().phone().orElse(""));
            case ADDRESS -> words(row.petitioner().address().orElse(""));
            case CHANNEL -> words(Channels.word(row.channel()));
            case PETITIONED_ON -> day(Optional.of(row.receivedOn()));
            case REGISTERED_ON -> day(Optional.of(row.registeredOn()));
            case REGISTERED_AT -> words(row.registeredAt());
            case PERSONS -> words(Integer.toString(row.persons()));
            case REPEATS -> words(row.repeats() == 0 ? "" : Integer.toString(row.repeats()));
            case PLACE -> words(row.place());
            case CATEGORY -> words(row.category());
            case GIST -> words(row.gist());
            case UNIT -> words(row.unit());
            case CO_UNITS -> words(String.join("、", row.coUnits()));
            case OFFICER -> words(row.officer());
            case FORWARDED_ON -> day(row.forwardedOn());
            case ACCEPTED_ON -> day(row.acceptedOn());
            case EXTENDED_DAYS -> words(row.extendedDays() == 0 ? "" : Integer.toString(row.extendedDays()));
            case CONCLUDED_ON -> day(row.concludedOn());
            case REPLY -> words(row.reply());
            case SERVED_ON -> day(row.servedOn());
            case REVIEW_REQUESTED_ON -> day(row.reviewRequestedOn());
            case REVIEW_ORGAN -> words(row.reviewOrgan());
            case REVIEWED_ON -> day(row.reviewedOn());
            case REVIEW_SERVED_ON -> day(row.reviewServedOn());
            case REREVIEW_REQUESTED_ON -> day(row.rereviewRequestedOn());
            case REREVIEW_ORGAN -> words(row.rereviewOrgan());
            case REREVIEWED_ON -> day(row.rereviewedOn());
            case STATUS -> words(row.standing().word());
            case LEADER -> words(row.leader());
            case LEADER_UNTIL -> day(row.leaderUntil());
            case REMARK -> words(row.other());
            default -> throw new IllegalArgumentException("not written: " + column);
        };
    }

    private static Cell words(String text) {
        return Cell.words(text);
    }

    private static Cell day(Optional<LocalDate> day) {
        return day.<Cell>map(on -> new Cell.Moment(on.atStartOfDay())).orElse(Cell.blank());
    }
}
