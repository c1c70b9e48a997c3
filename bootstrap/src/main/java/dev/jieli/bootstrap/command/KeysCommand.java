package dev.jieli.bootstrap.command;

import dev.jieli.application.LeaveTrace;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.KeyChange;
import dev.jieli.domain.account.AccountAct;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "keys",
        description = {
            "信访人信息和文书的加密密钥：各有多少内容；更换密钥。请先停止服务器。",
            "The keys under which petitioners and papers are kept: how much is under each; changing them. Stop the server first."
        },
        footer = {
            "更换中断后再运行一次 --rotate 即可接着做，任何时候都读得出。以前的备份要用以前的密钥，删除前请另存。",
            "A change that was broken off goes on with another --rotate; all can be read at any time. Earlier backups need the"
                    + " earlier keys: keep a copy before you forget them."
        })
final class KeysCommand implements Callable<Integer> {
    private final Console console;
    private final Doors doors;

    @Option(
            names = "--rotate",
            description = {"换一把新密钥，全部内容改用它保存。", "Draws another key and writes everything under it."})
    private boolean rotate;

    @Option(
            names = "--forget-earlier",
            description = {
                "从密钥文件中删除以前的密钥；还有内容在用时拒绝。",
                "Takes earlier keys out of the key file; refused while anything is under one."
            })
    private boolean forget;

    @Mixin
    private DataOptions data = new DataOptions();

    KeysCommand(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Override
    public Integer call() {
        KeyChange keys = new KeyChange(data.place(), console::note);
        KeyChange.Use use = keys.use();
        if (rotate || forget) {
            keys.refuseOthers();
            if (rotate) {
                trace("rotate");
            }
            if (forget) {
                trace("forget earlier");
            }
        }
        if (rotate) {
            use = keys.rotate(written -> console.note("  已改写 " + written + " 项", "  " + written + " written again"));
        }
        if (forget) {
            use = keys.forgetEarlier();
        }
        print(use);
        return Console.DONE;
    }

    private void print(KeyChange.Use use) {
        if (console.json()) {
            console.json(into -> {
                into.writeStringField("current", use.current());
                into.writeObjectFieldStart("counts");
                for (Map.Entry<String, Long> key : use.counts().entrySet()) {
                    into.writeNumberField(key.getKey(), key.getValue());
                }
                into.writeEndObject();
            });
        } else {
            use.counts()
                    .forEach((name, count) -> console.say(
                            name + (name.equals(use.current()) ? "（当前）" : "") + "：" + count + " 项",
                            name + (name.equals(use.current()) ? " (current)" : "") + ": " + count));
        }
    }

    /** Before anything is changed: what cannot be entered is not done. */
    private void trace(String what) {
        try (House house = doors.open(data.place(), console)) {
            new LeaveTrace(house.archive().store())
                    .leave(
                            AccountAct.NOBODY,
                            AccountAct.Trace.done(AccountAct.Kind.ROTATE_KEY)
                                    .with(AccountAct.Detail.FIELDS, what)
                                    .with(AccountAct.Detail.MEANS, "command line"),
                            Optional.empty(),
                            house.now());
        }
    }
}
