package dev.jieli.bootstrap.command;

import dev.jieli.application.port.Audit;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.http.wording.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        description = {
            "核验全部案卷：每条记录有没有被改、被删、被插入、被调换，尾部有没有被截去。",
            "Verifies every docket: whether an entry was altered, removed, inserted or moved, or a tail cut off."
        })
final class Verify implements Callable<Integer> {
    private static final int TOLD_EVERY = 100_000;

    private final Console console;
    private final Doors doors;

    @Mixin
    private DataOptions data = new DataOptions();

    Verify(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Override
    public Integer call() {
        try (House house = doors.open(data.place(), console)) {
            long[] told = {0};
            Audit.Finding finding = house.archive().audit().verify(read -> {
                if (read >= told[0] + TOLD_EVERY) {
                    told[0] = read;
                    console.note("  已读 " + read + " 条", "  " + read + " entries read");
                }
            });
            print(finding);
            return finding.faults().isEmpty() ? Console.DONE : Console.REFUSED;
        }
    }

    private void print(Audit.Finding finding) {
        if (console.json()) {
            console.json(into -> {
                into.writeBooleanField("whole", finding.faults().isEmpty());
                into.writeNumberField("dockets", finding.dockets());
                into.writeNumberField("entries", finding.entries());
                into.writeNumberField("checkpoints", finding.checkpoints());
                into.writeArrayFieldStart("faults");
                for (Audit.Fault fault : finding.faults()) {
                    into.writeStartObject();
                    into.writeStringField("subject", fault.subject());
                    into.writeNumberField("number", fault.number());
                    into.writeStringField("kind", fault.kind().name());
                    into.writeEndObject();
                }
                into.writeEndArray();
            });
            return;
        }
        console.say(
                "核验 " + finding.dockets() + " 卷、" + finding.entries() + " 条记录、" + finding.checkpoints() + " 个检查点",
                "Verified " + finding.dockets() + " dockets, " + finding.entries() + " entries, "
                        + finding.checkpoints() + " checkpoints");
        if (finding.faults().isEmpty()) {
            console.say("全部完好。", "All is whole.");
            return;
        }
        for (Audit.Fault fault : finding.faults()) {
            console.refuse(
                    fault.kind().name(),
                    "",
                    console.in(
                            fault.subject() + " 第" + fault.number() + "条："
                                    + Words.of(fault.kind()).zh(),
                            fault.subject() + " entry " + fault.number() + ": "
                                    + Words.of(fault.kind()).en()));
        }
        console.refuse(
                "NOT_WHOLE",
                "",
                console.in(
                        "发现 " + finding.faults().size() + " 处不符。请停止使用这份数据，从备份核对恢复，并查明原因。",
                        "There are " + finding.faults().size()
                                + " faults. Stop using these data, compare and restore from a backup, and find out why."));
    }
}
