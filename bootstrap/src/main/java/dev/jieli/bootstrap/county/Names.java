package dev.jieli.bootstrap.county;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.jieli.domain.casefile.Petitioner;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Names that nobody takes for a real person's: officials are called after the solar terms, petitioners after the days of
 * the lunar month. Telephone numbers begin with 100, which no mobile number does.
 */
final class Names {
    private static final ImmutableList<String> FAMILIES = ImmutableList.of(
            "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗", "郑",
            "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡");

    private static final ImmutableList<String> SOLAR_TERMS = ImmutableList.of(
            "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降",
            "立冬", "小雪", "大雪", "冬至", "小寒", "大寒");

    private static final ImmutableList<String> LUNAR_DAYS = ImmutableList.of(
            "初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八",
            "十九", "二十", "廿一", "廿二", "廿三", "廿四", "廿五", "廿六", "廿七", "廿八", "廿九", "三十");

    private final List<List<String>> officials = Lists.cartesianProduct(SOLAR_TERMS, FAMILIES);
    private int named;

    /** The next official's, each once; neighbours differ in both parts. */
    String official() {
        List<String> name = officials.get(Math.floorMod(named++ * 43, officials.size()));
        return name.get(1) + name.get(0);
    }

    Petitioner petitioner(String place, RandomGenerator random) {
        String name = FAMILIES.get(random.nextInt(FAMILIES.size())) + LUNAR_DAYS.get(random.nextInt(LUNAR_DAYS.size()));
        return new Petitioner(
                name,
                Optional.empty(),
                random.nextInt(10) == 0
                        ? Optional.empty()
                        : Optional.of("100" + String.format("%08d", random.nextInt(100_000_000))),
                random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of("武义县" + place + "示范路" + (1 + random.nextInt(200)) + "号"));
    }
}
