package dev.jieli.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PasswordUtil;

/**
 * 登录角色: who the application is to the database. It may work in the role {@code jieli_app} and has no right beside, so that
 * {@code RESET ROLE} takes rights away and gives none; the owner of the tables is somebody else.
 */
public record Login(String role, String password) {
    private static final String PREFIX = "jieli_login_";
    private static final Pattern DRAWN = Pattern.compile(PREFIX + "[0-9a-f]{16}");
    private static final int NAME_BYTES = 8;
    private static final int PASSWORD_BYTES = 32;

    /** Class 28: not let in. 42501: may not. 42704: no such role. */
    private static final Set<String> NOT_LET = Set.of("28000", "28P01", "42501", "42704");

    /** Somebody else made it just now. */
    private static final Set<String> AT_THE_SAME_TIME = Set.of("42710", "23505", "XX000");

    /** One that nobody else has; it is not in the database until it is made. */
    public static Login drawn(RandomGenerator random) {
        return new Login(PREFIX + hex(random, NAME_BYTES), hex(random, PASSWORD_BYTES));
    }

    private static String hex(RandomGenerator random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /** Whether it opens the database, may work in the role of the application, and is neither the owner nor more than he. */
    public boolean stands(String jdbcUrl) {
        try (Connection connection = source(jdbcUrl).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + JooqArchive.ROLE);
            try (ResultSet row = statement.executeQuery(
                    "SELECT NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls"
                            + " OR rolreplication OR pg_has_role(oid, (SELECT relowner FROM pg_class"
                            + " WHERE oid = 'public.docket_entry'::regclass), 'MEMBER')) FROM pg_roles WHERE rolname = session_user")) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException fault) {
            if (NOT_LET.contains(String.valueOf(fault.getSQLState()))) {
                return false;
            }
            throw new DataAccessException("the role of the application could not log in", fault);
        }
    }

    /**
     * Makes it, or gives it this password; the database learns what it takes to check the password and not the password. Nothing
     * becomes of it where the owner may not make roles, and where it was not drawn here: then it is the place's.
     */
    public void make(DataSource owner) {
        if (!DRAWN.matcher(role).matches()) {
            return;
        }
        String checked = PasswordUtil.encodeScramSha256(password.toCharArray());
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            boolean there;
            try (ResultSet row = statement.executeQuery("SELECT FROM pg_roles WHERE rolname = '" + role + "'")) {
                there = row.next();
            }
            statement.execute(
                    (there ? "ALTER ROLE " : "CREATE ROLE ") + role + " LOGIN NOINHERIT PASSWORD '" + checked + "'");
            statement.execute("GRANT " + JooqArchive.ROLE + " TO " + role);
            try (ResultSet row = statement.executeQuery("SELECT format('GRANT CONNECT ON DATABASE %I TO " + role
                    + "', current_database()) WHERE NOT has_database_privilege('" + role
                    + "', current_database(), 'CONNECT')")) {
                if (row.next()) {
                    String grant = row.getString(1);
                    statement.execute(grant);
                }
            }
            connection.commit();
        } catch (SQLException fault) {
            String state = String.valueOf(fault.getSQLState());
            if (!NOT_LET.contains(state) && !AT_THE_SAME_TIME.contains(state)) {
                throw new DataAccessException("the role of the application could not be made", fault);
            }
        }
    }

    /**
     * Connections as this role.
     *
     * @param jdbcUrl whose user and password, if it names any, do not count
     */
    public PGSimpleDataSource source(String jdbcUrl) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(role);
        source.setPassword(password);
        source.setLogServerErrorDetail(false); // which tells the row that was not taken, and faults go to the log
        return source;
    }

    @Override
    public String toString() {
        return role;
    }
}
