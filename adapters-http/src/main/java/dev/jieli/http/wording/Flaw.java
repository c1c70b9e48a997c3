package dev.jieli.http.wording;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;

/** 请求缺陷: what can be wrong with a request before the law is asked; beside {@link Refusals}. */
public enum Flaw {
    // spotless:off
    UNKNOWN_ADDRESS    (404, "没有这个地址；请从首页重新进入，接口见 /docs",
                             "there is nothing at this address; start from the first page, or see /docs for the API"),
    WRONG_METHOD       (405, "这个地址不接受这种请求[，可用：{allowed}]；请改用其中之一",
                             "this address does not take such requests[; it takes {allowed}]; use one of those"),
    NOT_JSON           (400, "请求内容不是有效的 JSON；请检查括号、引号和逗号",
                             "the body is not valid JSON; check brackets, quotes and commas"),
    BODY_INVALID       (400, "请求内容有误[：{problems}]；请逐项改正后再发",
                             "something in the body is wrong[: {problems}]; correct it and send it again"),
    QUERY_INVALID      (400, "地址中的参数有误[：{problems}]；请改正后再发",
                             "something in the address is wrong[: {problems}]; correct it and send it again"),
    FORM_UNREADABLE    (400, "上传的表单读不出来；请重新选择文件后再上传",
                             "the form that was sent cannot be read; choose the file again and send it once more"),
    WRONG_CONTENT_TYPE (415, "请求内容的类型不对[，应为 {media}]；请设置 Content-Type",
                             "the body has the wrong content type[; {media} is needed]; set Content-Type"),
    TOO_SLOW           (408, "请求内容来得太慢，没有等到；请检查网络后再发",
                             "the body came too slowly and was not waited for; check the network and send it again"),
    TOO_LARGE          (413, "请求内容太大[，最多 {most} 字节]；请分成几次",
                             "the body is too large[; at most {most} bytes]; split it"),
    NOT_SIGNED_IN      (401, "您还没有登录或者登录已过期；请登录后再试",
                             "you are not signed in, or no longer; sign in and try again"),
    WRONG_PASSWORD     (401, "账号或密码不对；请核对后再试",
                             "the account or the password is wrong; check both and try again"),
    OLD_PASSWORD_WRONG (422, "原密码不对；请核对后再试",
                             "the old password is wrong; check it and try again"),
    TOO_MANY_ATTEMPTS  (429, "尝试次数太多；请[在{seconds}秒以后]再试",
                             "too many attempts; try again[ in {seconds} seconds]"),
    TOO_FAST           (429, "请求来得太快；请[在{seconds}秒以后]再试",
                             "requests come too fast; try again[ in {seconds} seconds]"),
    NOT_BY_TLS         (400, "这里只接受 HTTPS；请把地址开头的 http 改为 https",
                             "only HTTPS is spoken here; begin the address with https instead of http"),
    NOT_BY_PROXY       (403, "这里只接受经由代理的访问；请使用本单位公布的地址",
                             "only what comes by way of the proxy is served here; use the address that the office gives"),
    PROXY_SAYS_NOT_WHO (400, "代理没有说明访问者的地址，未予办理；请管理员让代理加上 X-Forwarded-For",
                             "the proxy does not say who comes; an administrator lets it add X-Forwarded-For"),
    NOT_IN_YOUR_POWER  (403, "您现在的身份不能办理这一项[，这一项由{needs}办理]；请转请他们办理，或者换用您的另一岗位",
                             "in your capacity this is not yours to do[; it is for: {needs}]; ask one of them, or act in another post of yours"),
    NO_BUSINESS_HERE   (403, "管理员账号不办理、不查看信访业务；请由任职人员用自己的账号办理",
                             "an administrator's account neither does nor sees petition work; let somebody who holds a post do it"),
    NO_POST            (403, "您现在没有任职岗位，不能查看和办理；请联系管理员",
                             "you hold no post today and cannot read or act; ask an administrator"),
    NOT_YOUR_POST      (403, "您现在不在所选的岗位；请从您的岗位中另选",
                             "you do not sit in the post that you chose; choose one of yours"),
    NOT_FOR_ANOTHER    (403, "您正在代理别人的岗位，代理只用于办理信访事项和文书；请先换回本人岗位",
                             "you are standing in for somebody, and that is for acts on cases and papers only; change to a post of your own first"),
    GUARD_MISSING      (403, "表单已失效；请刷新页面后重新提交",
                             "the form is no longer good; load the page again and send it once more"),
    FOREIGN_ORIGIN     (403, "请求来自其他网站，未予办理；请在本站页面上操作",
                             "the request came from another site and was not carried out; use the pages of this one"),
    WEAK_PASSWORD      (422, "密码[至少{shortest}个字符，大写字母、小写字母、数字、其他符号中至少有{classes}种，]不能包含账号名，也不能是常见密码；请另设一个",
                             "a password [has at least {shortest} characters, {classes} kinds of capitals, small letters, digits and others, ]does not contain the account's name and is no common one; choose another"),
    PASSWORD_USED_BEFORE(422, "最近[{history}次]用过的密码不能再用；请另设一个",
                             "none of the last[ {history}] passwords may come again; choose another"),
    SECOND_FACTOR_NEEDED(403, "还需要第二鉴别因素；请输入动态口令或者使用安全密钥",
                             "a second factor is needed too; give a code or use a security key"),
    WRONG_CODE         (401, "动态口令或恢复码不对，或者已经用过；请用最新的一个再试",
                             "the code is wrong or was used already; try again with the newest"),
    WRONG_KEY          (401, "安全密钥没有通过；请重新插入或者换一个再试",
                             "the security key did not answer as it should; try again, or another one"),
    NOT_BOUND          (403, "统一身份认证已通过，但没有启用的账号与它绑定；请联系管理员",
                             "the provider knows you, but no account in use is bound to that; ask an administrator"),
    PROVIDER_REFUSED   (403, "统一身份认证没有通过；请从登录页重新开始",
                             "the provider did not confirm who you are; begin again at the sign-in page"),
    PROVIDER_DID_NOT_ASK(403, "统一身份认证没有说明它刚刚确认过您的身份；请先在那里退出，再从登录页重新开始；仍然如此的，请告诉管理员",
                             "the provider does not say that it asked you just now who you are; sign out there and begin again at the sign-in page; where it stays so, tell an administrator"),
    PROVIDER_ASKS_FIRST(403, "变更登录方式之前，要请统一身份认证再确认一次是您本人；请从“本人”页进去，按提示办理",
                             "before ways of signing in are changed, the provider has to ask you once more who you are; begin at the page Yourself, which leads there"),
    PROVIDER_SILENT    (503, "统一身份认证服务没有应答；请稍后再试，或者用账号密码登录",
                             "the provider of sign-ins does not answer; try again in a moment, or sign in with your password"),
    NEW_PASSWORD_NEEDED(403, "密码是别人设置的或者已经过期；请先改密码",
                             "the password was set by somebody else or is too old; change it first"),
    ENROLMENT_NEEDED   (403, "这个账号必须有第二鉴别因素；请先注册一个",
                             "this account must have a second factor; enrol one first"),
    LAST_FACTOR        (422, "这是最后一个第二鉴别因素，这个账号不能没有；请先注册另一个",
                             "this is the last second factor and the account must have one; enrol another first"),
    PROOF_WANTED       (403, "这一项要再验证一次本人，所填的不对；请填密码，或者已有的动态口令、恢复码；换一组恢复码的，不能用恢复码",
                             "for this it is asked once more who you are, and that was wrong; give your password, or a code that you have; for other recovery codes a recovery code will not do"),
    TOO_MANY_FACTORS   (422, "第二鉴别因素已经够多[，最多{most}个]；请先删除不用的，再注册新的",
                             "there are second factors enough[, {most} at most]; remove one that is not used, then enrol another"),
    SIGN_IN_ANEW       (403, "变更登录方式要在登录后15分钟内办理；请退出后重新登录再办",
                             "ways of signing in are changed within 15 minutes of signing in; sign out, sign in again and go on"),
    OUT_OF_SCOPE       (403, "这个令牌不能用于这一项；请换用范围合适的令牌，或者由本人登录办理",
                             "this token is not for that; use one of the right scope, or let a person sign in"),
    SEEN_MISSING       (428, "请求没有说明您看到的是第几条（seen 或 If-Match）；请读取后带上条目数",
                             "the request does not say what you saw (seen or If-Match); read it and send the number of entries"),
    SEEN_UNCLEAR       (400, "seen 或者 If-Match 不是您读到的条目数，或者两者不一致；请读取后照填，只用一个",
                             "seen or If-Match is no number of entries that you can have read, or they differ; read it, and send one of them"),
    KEY_INVALID        (400, "Idempotency-Key 应为1至200个可见字符；请换一个",
                             "an Idempotency-Key has 1 to 200 visible characters; take another"),
    SETUP_CLOSED       (409, "系统已经设置完毕；请用已有账号登录",
                             "this system has been set up; sign in with an account"),
    SETUP_TOKEN_WRONG  (403, "设置链接不对或者已经用过；请使用启动时显示的链接",
                             "the set-up link is wrong or used up; use the one printed at the start"),
    BUSY               (503, "系统正忙；请稍后再试",
                             "the system is busy; try again in a moment"),
    TOOK_TOO_LONG      (503, "这一项等数据库的时间太长，已经停止，什么也没有办；请稍后再试，查询的请缩小范围，仍不行请告诉管理员",
                             "the database was waited for too long, so this was ended and nothing of it was done; try again in a moment, ask for less where you looked for something, and tell an administrator if it stays"),
    FAULT              (500, "系统出错，没有办成；请稍后再试，仍不行请[把编号{reference}]告诉管理员",
                             "something broke and nothing was done; try again, and if it stays tell[ the number {reference} to] an administrator");
    // spotless:on

    private final int status;
    private final Wording sentence;

    Flaw(int status, String zh, String en) {
        this.status = status;
        this.sentence = Wording.of(zh, en);
    }

    public int status() {
        return status;
    }

    public String sentence(Language language) {
        return sentence(language, ImmutableMap.of());
    }

    public String sentence(Language language, ImmutableMap<String, String> facts) {
        return Sentence.in(language, sentence, facts);
    }
}
