package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A handover becoming effective, beside plain SQL by set that writes the same rows: each case on its new holder, an entry
 * with its text and hash for each, the list's dispositions, the end of the incumbency.
 */
final class HandoverPart {
    private static final double AT_MOST = 3;

    private HandoverPart() {}

    static ImmutableList<Figure> measure(Bench.Yard yard) throws Exception {
        ImmutableList.Builder<Figure> figures = ImmutableList.builder();
        int[] sizes = yard.brief() ? new int[] {500} : new int[] {2_000, 5_000, 10_000};
        try (Ground ground = yard.ground("handover")) {
            var unit = ground.unit("农业农村局", Unit.Kind.DEPARTMENT, Optional.empty());
            ground.seat(unit, "局长", Post.Kind.HEAD);
            Post desk = ground.post(unit, "经办", Post.Kind.HANDLER);
            Seat witness = ground.seat(unit, "督查", Post.Kind.SUPERVISOR);
            once(ground, desk, witness, 200);
            for (int size : sizes) {
                List<Double> effective = new ArrayList<>();
                List<Double> plain = new ArrayList<>();
                for (int round = 0; round < yard.of(3, 1); round++) {
                    double[] both = once(ground, desk, witness, size);
                    effective.add(both[0]);
                    plain.add(both[1]);
                }
                figures.add(Figure.ratio(
                        "handover",
                        "交接生效，" + size + " 件（对比按集合写的 SQL）",
                        "a handover of " + size + " cases taking effect, beside SQL by set",
                        ActsPart.median(effective),
                        ActsPart.median(plain),
                        "ms",
                        Figure.Target.atMost(AT_MOST)));
            }
        }
        return figures.build();
    }

    /** Milliseconds through the use case, and by plain SQL, for as many cases each. */
    private static double[] once(Ground ground, Post desk, Seat witness, int size) throws SQLException {
        Seat leaver = ground.seat(desk.unit(), desk);
        Seat receiver = ground.seat(desk.unit(), desk);
        ground.cases(leaver, size, i -> Ground.TODAY.minusDays(i % 40), true);
        Handover list = signed(ground, leaver, receiver, witness);
        long began = System.nanoTime();
        Ground.must(new CompleteHandover(ground.archive.store(), ground.law)
                .complete(list.id(), Optional.of(witness.incumbency()), Ground.TODAY, Ground.at(Ground.TODAY)));
        double effective = (System.nanoTime() - began) / 1e6;

        Seat other = ground.seat(desk.unit(), desk);
        List<CaseId> cases = ground.cases(other, size, i -> Ground.TODAY.minusDays(i % 40), true);
        Handover same = signed(ground, other, receiver, witness);
        Moved moved = moved(ground, cases, other, receiver, same);
        began = System.nanoTime();
        bySet(ground, moved, other, receiver, same);
        double plain = (System.nanoTime() - began) / 1e6;
        return new double[] {effective, plain};
    }

    private static Handover signed(Ground ground, Seat leaver, Seat receiver, Seat witness) {
        Handover list = Ground.must(new OpenHandover(ground.archive.store())
                .open(
                        new HandoverId(ground.id()),
                        new OpenHandover.Notice(
                                leaver.incumbency(),
                                receiver.incumbency(),
                                witness.incumbency(),
                                Handover.Cause.TRANSFERRED,
                                "",
                                Ground.TODAY,
                                Ground.TODAY),
                        witness.incumbency(),
                        Ground.TODAY,
                        Ground.at(Ground.TODAY)));
        ImmutableList<CaseId> items = list.items().keySet().asList();
        list = step(
                ground,
                list,
                new HandoverAct.Complete(items, new Handover.Account("已核实材料", "", "按期办结", Handover.Risk.GREEN)),
                leaver);
        list = step(ground, list, new HandoverAct.Freeze("", Optional.empty(), ImmutableList.of()), leaver);
        list = step(ground, list, new HandoverAct.Check(items), receiver);
        list = step(ground, list, new HandoverAct.Receive(list.digest().orElseThrow()), receiver);
        return step(ground, list, new HandoverAct.Witness(list.digest().orElseThrow()), witness);
    }

    private static Handover step(Ground ground, Handover list, HandoverAct act, Seat by) {
        return Ground.must(new AdvanceHandover(ground.archive.store())
                .advance(list.id(), list.entries(), act, by.incumbency(), Ground.TODAY, Ground.at(Ground.TODAY)));
    }

    /** What is to be written, ready: texts as long as the real ones, and the hashes before. */
    private static final class Moved {
        final UUID[] ids;
        final Integer[] numbers;
        final String[] texts;
        final String listText;

        Moved(int count) {
            ids = new UUID[count];
            numbers = new Integer[count];
            texts = new String[count];
            listText = "x".repeat(60 * count);
        }
    }

    private static Moved moved(Ground ground, List<CaseId> cases, Seat from, Seat to, Handover list) {
        List<PetitionCase> found = Ground.must(ground.archive
                .store()
                .transact(
                        Asker.Job.OPERATOR,
                        session -> Outcome.done(session.cases().all(cases))));
        Moved moved = new Moved(found.size());
        for (int i = 0; i < found.size(); i++) {
            PetitionCase one = found.get(i);
            moved.ids[i] = one.id().value();
            moved.numbers[i] = one.entries() + 1;
            moved.texts[i] = EntryJson.write(Ground.must(one.perform(
                            new CaseAct.TakeOver(list.id().value(), from.incumbency(), to.incumbency()),
                            Optional.empty(),
                            Ground.TODAY,
                            Ground.at(Ground.TODAY),
                            ground.law,
                            who -> who.equals(to.incumbency()) ? Optional.of(to) : Optional.empty()))
                    .entry());
        }
        return moved;
    }

    private static void bySet(Ground ground, Moved moved, Seat from, Seat to, Handover list) throws SQLException {
        int count = moved.ids.length;
        byte[][] hashes = new byte[count][];
        for (int i = 0; i < count; i++) {
            hashes[i] = HexFormat.of().parseHex(Seal.hash(Seal.FIRST, moved.texts[i]));
        }
        byte[] listHash = HexFormat.of().parseHex(Seal.hash(Seal.FIRST, moved.listText));
        OffsetDateTime at = Ground.at(Ground.TODAY).atOffset(ZoneOffset.UTC);
        try (Connection connection = ground.connections.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement cases = connection.prepareStatement(
                            "UPDATE petition_case c SET holder = ?, held_since = ?, last_on = ?, entries = g.number,"
                                    + " last_hash = g.hash, handed_over = ?, handed_to = ? FROM unnest(?::uuid[],"
                                    + " ?::integer[], ?::bytea[]) g (id, number, hash) WHERE c.id = g.id AND c.entries ="
                                    + " g.number - 1");
                    PreparedStatement entries = connection.prepareStatement(
                            "INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash) SELECT g.id,"
                                    + " 'CASE', g.number, ?, g.json, g.hash FROM unnest(?::uuid[], ?::integer[], ?::text[],"
                                    + " ?::bytea[]) g (id, number, json, hash)");
                    PreparedStatement end = connection.prepareStatement(
                            "UPDATE incumbency SET active = false, until = ? WHERE id = ?");
                    PreparedStatement items = connection.prepareStatement(
                            "UPDATE handover_item SET disposition = 'MOVED', placed = place WHERE handover = ?");
                    PreparedStatement handover = connection.prepareStatement(
                            "UPDATE handover SET state = 'EFFECTIVE', first_act_due = ?, entries = entries + 1,"
                                    + " last_hash = ? WHERE id = ?");
                    PreparedStatement entry = connection.prepareStatement(
                            "INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash) VALUES (?,"
                                    + " 'HANDOVER', ?, ?, ?, ?)")) {
                cases.setObject(1, to.incumbency().value());
                cases.setObject(2, Ground.TODAY);
                cases.setObject(3, Ground.TODAY);
                cases.setObject(4, list.id().value());
                cases.setObject(5, to.incumbency().value());
                cases.setArray(6, connection.createArrayOf("uuid", moved.ids));
                cases.setArray(7, connection.createArrayOf("integer", moved.numbers));
                cases.setArray(8, connection.createArrayOf("bytea", hashes));
                require(cases.executeUpdate(), count);
                entries.setObject(1, at);
                entries.setArray(2, connection.createArrayOf("uuid", moved.ids));
                entries.setArray(3, connection.createArrayOf("integer", moved.numbers));
                entries.setArray(4, connection.createArrayOf("text", moved.texts));
                entries.setArray(5, connection.createArrayOf("bytea", hashes));
                require(entries.executeUpdate(), count);
                end.setObject(1, Ground.TODAY);
                end.setObject(2, from.incumbency().value());
                require(end.executeUpdate(), 1);
                items.setObject(1, list.id().value());
                require(items.executeUpdate(), count);
                handover.setObject(1, Ground.TODAY.plusDays(14));
                handover.setBytes(2, listHash);
                handover.setObject(3, list.id().value());
                require(handover.executeUpdate(), 1);
                entry.setObject(1, list.id().value());
                entry.setInt(2, list.entries() + 1);
                entry.setObject(3, at);
                entry.setString(4, moved.listText);
                entry.setBytes(5, listHash);
                require(entry.executeUpdate(), 1);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void require(int rows, int wanted) {
        if (rows != wanted) {
            throw new IllegalStateException(rows + " rows and not " + wanted);
        }
    }
}
