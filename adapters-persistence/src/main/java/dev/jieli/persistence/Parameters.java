package dev.jieli.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fills the parameters of a statement one after another, each always under the same type, so that it stays prepared. */
final class Parameters {
    private final PreparedStatement statement;
    private int filled;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters id(@Nullable UUID value) throws SQLException {
        if (value == null) {
            statement.setNull(++filled, Types.OTHER);
        } else {
            statement.setObject(++filled, value);
        }
        return this;
    }

    Parameters text(@Nullable String value) throws SQLException {
        statement.setString(++filled, value);
        return this;
    }

    Parameters integer(int value) throws SQLException {
        statement.setInt(++filled, value);
        return this;
    }

    Parameters big(long value) throws SQLException {
        statement.setLong(++filled, value);
        return this;
    }

    Parameters bytes(byte @Nullable [] value) throws SQLException {
        statement.setBytes(++filled, value);
        return this;
    }

    Parameters hash(String digits) throws SQLException {
        return bytes(bytes(digits));
    }

    /** Hashes are digits here and bytes in the database. */
    static byte[] bytes(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    Parameters instant(Instant value) throws SQLException {
        statement.setObject(++filled, value.atOffset(ZoneOffset.UTC));
        return this;
    }

    Parameters day(LocalDate value) throws SQLException {
        statement.setObject(++filled, value);
        return this;
    }

    /** The values of some columns, in their order. */
    Parameters all(List<CaseRow.Column> columns, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            one(columns.get(i).type(), values[i]);
        }
        return this;
    }

    private void one(String type, @Nullable Object value) throws SQLException {
        switch (type) {
            case "uuid" -> id((UUID) value);
            case "text" -> text((String) value);
            case "date" -> {
                if (value == null) {
                    statement.setNull(++filled, Types.DATE);
                } else {
                    statement.setObject(++filled, value);
                }
            }
            case "integer" -> integer((Integer) Objects.requireNonNull(value));
            case "boolean" -> statement.setBoolean(++filled, (Boolean) Objects.requireNonNull(value));
            default -> throw new IllegalArgumentException(type);
        }
    }

    /** The values of some columns of many rows, a column an array. */
    <T> void arrays(List<CaseRow.Column> columns, Collection<T> rows, Function<T, @Nullable Object[]> values)
            throws SQLException {
        List<@Nullable Object[]> read = new ArrayList<>(rows.size());
        rows.forEach(row -> read.add(values.apply(row)));
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            array(columns.get(i).type(), read, row -> row[column]);
        }
    }

    <T> void array(String type, Collection<T> rows, Function<T, @Nullable Object> value) throws SQLException {
        @Nullable Object[] values = arrayOf(type, rows.size());
        int at = 0;
        for (T row : rows) {
            Object one = value.apply(row);
            values[at++] = LocalDate.MAX.equals(one) ? "infinity" : one instanceof LocalDate ? one.toString() : one;
        }
        statement.setArray(++filled, statement.getConnection().createArrayOf(type, values));
    }

    /** Where the driver knows what is in it, it need not spell it out. */
    private static @Nullable Object[] arrayOf(String type, int length) {
        return switch (type) {
            case "text" -> new @Nullable String[length];
            case "integer" -> new @Nullable Integer[length];
            case "bigint" -> new @Nullable Long[length];
            case "bytea" -> new byte[length][];
            default -> new @Nullable Object[length];
        };
    }
}
