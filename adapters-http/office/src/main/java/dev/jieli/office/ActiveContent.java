package dev.jieli.office;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.statute.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.openxml4j.opc.internal.PackagePropertiesPart;

/** 活动内容: what a template would have fetched, run or calculated on the machine of whoever opens a paper made from it. */
final class ActiveContent {
    static final Wording FETCHED = Wording.of("引用了别处的内容，例如网页链接", "something fetched from elsewhere, such as a link");
    static final Wording EMBEDDED = Wording.of("含有宏或者嵌入对象", "macros or embedded objects");
    private static final Wording CALCULATED = Wording.of(
            "含有页码、页数以外的域，例如引用图片的域",
            "a field other than the number of the page or of the pages, such as one that includes a picture");

    /** The last words of the relationships by which something else is brought along, whatever its part is called. */
    private static final ImmutableSet<String> EMBEDDED_TYPES = ImmutableSet.of(
            "aFChunk", "attachedTemplate", "control", "oleObject", "package", "subDocument", "vbaProject");

    private static final Pattern COUNTS = Pattern.compile("(?is)\\s*(PAGE|NUMPAGES|SECTIONPAGES)(\\s.*)?");

    private ActiveContent() {}

    /** Why the file is not used; empty where it holds nothing of the kind. */
    static Optional<Wording> of(OPCPackage whole) throws OpenXML4JException, IOException, XMLStreamException {
        XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Optional<Wording> found = of(whole.getRelationships());
        for (PackagePart part : whole.getParts()) {
            if (found.isEmpty() && !part.isRelationshipPart()) { // such a part has none of its own
                found = of(part.getRelationships());
            }
            boolean text = isXml(part.getContentType()) && !(part instanceof PackagePropertiesPart);
            if (found.isEmpty() && text) {
                try (InputStream content = part.getInputStream()) {
                    found = calculates(xml.createXMLStreamReader(content)) ? Optional.of(CALCULATED) : Optional.empty();
                }
            }
        }
        return found;
    }

    /** RFC 2045, 5.1: types are the same in any case, and may be followed by parameters. */
    private static boolean isXml(String type) {
        return Ascii.toLowerCase(
                        Splitter.on(';').trimResults().splitToList(type).get(0))
                .endsWith("xml");
    }

    private static Optional<Wording> of(Iterable<PackageRelationship> links) {
        for (PackageRelationship link : links) {
            String type = link.getRelationshipType();
            if (link.getTargetMode() == TargetMode.EXTERNAL) {
                return Optional.of(FETCHED);
            }
            if (EMBEDDED_TYPES.contains(type.substring(type.lastIndexOf('/') + 1))) {
                return Optional.of(EMBEDDED);
            }
        }
        return Optional.empty();
    }

    /** Whether it holds a field other than those that count pages; the name of one may be cut into several pieces of text. */
    private static boolean calculates(XMLStreamReader part) throws XMLStreamException {
        StringBuilder instruction = null;
        while (part.hasNext()) {
            if (part.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (part.getLocalName()) {
                case "fldSimple" -> {
                    if (!countsPages(attribute(part, "instr"))) {
                        return true;
                    }
                }
                case "fldChar" -> {
                    boolean begins = attribute(part, "fldCharType").equals("begin");
                    if (instruction != null && (begins || !countsPages(instruction.toString()))) {
                        return true; // one inside the instruction of another says what that one is
                    }
                    instruction = begins ? new StringBuilder() : null;
                }
                case "instrText", "delInstrText" -> {
                    if (instruction == null) {
                        return true; // of no field that begins here
                    }
                    instruction.append(part.getElementText());
                }
                default -> {}
            }
        }
        return false;
    }

    private static String attribute(XMLStreamReader part, String name) {
        for (int i = 0; i < part.getAttributeCount(); i++) {
            if (part.getAttributeLocalName(i).equals(name)) {
                return part.getAttributeValue(i);
            }
        }
        return "";
    }

    private static boolean countsPages(String instruction) {
        return COUNTS.matcher(instruction).matches();
    }
}
