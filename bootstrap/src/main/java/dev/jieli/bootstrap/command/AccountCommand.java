package dev.jieli.bootstrap.command;

import dev.jieli.application.RecoverAccount;
import dev.jieli.application.port.Accounts;
import dev.jieli.bootstrap.server.SignInFile;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.http.site.Passwords;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "account",
        synopsisSubcommandLabel = "COMMAND",
        description = {"管理员账号的找回。请先停止服务器。", "Lets an administrator in again. Stop the server first."})
final class AccountCommand {
    private final Console console;
    private final Doors doors;

    AccountCommand(Console console, Doors doors) {
        this.console = console;
        this.doors = doors;
    }

    @Command(
            name = "reset",
            description = {
                "某项职责的最后一个管理员忘记密码时，给出一次性密码：只显示一次，登录后必须先修改；原有登录全部结束，写进记录。其他账号由管理员重设。",
                "Where the last administrator of a duty forgot the password, draws another: told once, and changed before anything else;"
                        + " every sign-in ends, and it is entered. Any other account is reset by the administrators."
            })
    int reset(
            @Mixin DataOptions data,
            @Parameters(
                            paramLabel = "NAME",
                            description = {"登录名。", "The name of the account."})
                    String name,
            @Option(
                            names = "--factors",
                            description = {
                                "第二鉴别因素也丢失的，一并清除，登录时重新登记。",
                                "Takes the second factors away too, where they are lost; they are enrolled anew."
                            })
                    boolean factors) {
        try (House house = doors.open(data.place(), console)) {
            SignInRules rules = SignInFile.read(data.place().home().resolve("sign-in"), Settings.local(0))
                    .signIn();
            String password = rules.drawn(house.random());
            Outcome<Accounts.Account> done = new RecoverAccount(
                            house.archive().store(), house.archive().accounts())
                    .recover(
                            name,
                            new Passwords(1).hash(password, house.random()),
                            Math.max(0, rules.history() - 1),
                            factors,
                            house.now());
            if (done instanceof Outcome.Refused<Accounts.Account> refused) {
                return console.refuse(refused.refusal());
            }
            if (console.json()) {
                console.json(into -> {
                    into.writeStringField("account", name);
                    into.writeStringField("password", password);
                });
            } else {
                console.say(
                        name + " 的一次性密码（只显示这一次）：" + password,
                        "The password of " + name + ", told this once: " + password);
                console.note("请当面交给本人，登录后必须先修改。", "Hand it to its owner, who has to change it before anything else.");
            }
            return Console.DONE;
        }
    }
}
