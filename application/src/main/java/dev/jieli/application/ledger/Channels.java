package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.casefile.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** 信访形式的写法: the words and codes by which ledgers write the channel. */
final class Channels {
    // spotless:off
    private static final ImmutableMap<Channel, ImmutableList<String>> WORDS = ImmutableMap.<Channel, ImmutableList<String>>builder()
        .put(Channel.LETTER,          ImmutableList.of("来信", "信", "写信", "书信", "群众来信", "信件", "邮件", "邮寄", "来信来函", "1"))
        .put(Channel.VISIT,           ImmutableList.of("走访", "访", "来访", "上访", "接访", "个访", "集访", "集体访", "群访", "个体访", "来访接待", "领导接访", "2"))
        .put(Channel.WEB,             ImmutableList.of("网上", "网", "网上信访", "网信", "网络", "信息网络", "网上投诉", "网络投诉", "邮箱", "电子邮件", "留言板", "人民网", "网民留言", "3"))
        .put(Channel.PHONE,           ImmutableList.of("电话", "来电", "电", "电话信访"))
        .put(Channel.FAX,             ImmutableList.of("传真"))
        .put(Channel.VIDEO,           ImmutableList.of("视频", "视频接访", "视频信访", "远程视频"))
        .put(Channel.WECHAT,          ImmutableList.of("微信", "公众号", "微信公众号", "小程序", "微信小程序"))
        .put(Channel.APP,             ImmutableList.of("手机客户端", "app", "手机信访", "手机app", "客户端", "浙里访"))
        .put(Channel.LEADERS_MAILBOX, ImmutableList.of("领导信箱", "书记信箱", "县长信箱", "市长信箱", "省长信箱", "区长信箱", "镇长信箱"))
        .put(Channel.HOTLINE,         ImmutableList.of("热线", "12345", "市长热线", "县长热线", "政务热线", "政务服务热线", "12345热线"))
        .put(Channel.PROXY,           ImmutableList.of("代办", "代理", "信访代办", "信访代理", "代办代理"))
        .put(Channel.OTHER,           ImmutableList.of("其他", "其它", "上级交办", "交办", "转办"))
        .buildOrThrow();
    // spotless:on

    private static final ImmutableMap<String, Channel> BY_WORD = WORDS.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(word -> Map.entry(word, entry.getKey())))
            .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Pattern SEPARATORS = Pattern.compile("[,;、/|+]|(?<=\\d)[.](?=\\D)");

    private Channels() {}

    /** The channel that a cell names; of several ("1,3") the first. */
    static Optional<Channel> of(String text) {
        String compact = Wording.withoutBrackets(Wording.header(text));
        for (String part : SEPARATORS.split(compact, -1)) {
            Channel channel = BY_WORD.get(part);
            if (channel != null) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    /** The word under which this product writes a channel. */
    static String word(Channel channel) {
        ImmutableList<String> words = WORDS.get(channel);
        return words == null ? "其他" : words.get(0);
    }
}
