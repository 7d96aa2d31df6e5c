package dev.wiretape.cli.findings;

import dev.wiretape.timeline.Finding;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML as build servers read it: a suite per exchange with one test case, which fails where the check does. The
 * findings that let it pass stand in the suite's output.
 */
public final class JunitFindings implements FindingsWriter {
    private final PrintStream out;
    private final XMLStreamWriter xml;
    private int suites;

    /** Writes to {@code out}, which stays open. */
    public JunitFindings(PrintStream out) {
        this.out = out;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The JDK's own XML writer failed", e);
        }
    }

    @Override
    public void exchange(CheckedExchange exchange) {
        try {
            suite(exchange);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The JDK's own XML writer failed", e);
        }
    }

    private void suite(CheckedExchange exchange) throws XMLStreamException {
        List<Finding> failing = exchange.failing();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute("name", exchange.name());
        attribute("package", "wiretape");
        attribute("id", Integer.toString(suites++));
        attribute("timestamp", timestamp(exchange));
        attribute("hostname", "localhost");
        attribute("tests", "1");
        attribute("failures", failing.isEmpty() ? "0" : "1");
        attribute("errors", "0");
        attribute("time", seconds(exchange));
        xml.writeCharacters("\n    ");
        xml.writeEmptyElement("properties");
        xml.writeCharacters("\n    ");
        testCase(exchange, failing);
        xml.writeCharacters("\n    ");
        element(
                "system-out",
                lines(exchange.report().findings().stream()
                        .filter(finding -> !failing.contains(finding))
                        .toList()));
        xml.writeCharacters("\n    ");
        element("system-err", "");
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void testCase(CheckedExchange exchange, List<Finding> failing) throws XMLStreamException {
        xml.writeStartElement("testcase");
        String request = exchange.request().isEmpty() ? "" : ": " + exchange.request();
        attribute("name", "exchange " + exchange.exchange() + request);
        attribute("classname", exchange.name());
        attribute("time", seconds(exchange));
        if (!failing.isEmpty()) {
            xml.writeCharacters("\n      ");
            xml.writeStartElement("failure");
            attribute("message", TextFindings.line(failing.get(0)));
            attribute("type", failing.get(0).rule().name());
            xml.writeCharacters(legal(lines(failing)));
            xml.writeEndElement();
            xml.writeCharacters("\n    ");
        }
        xml.writeEndElement();
    }

    @Override
    public void end() {
        try {
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
            out.println();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The JDK's own XML writer failed", e);
        }
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().map(TextFindings::line).collect(Collectors.joining("\n"));
    }

    /** Local time of no zone, as the schema wants it; the epoch where none is known. */
    private static String timestamp(CheckedExchange exchange) {
        String at = exchange.at();
        return at.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*") ? at.substring(0, 19) : "1970-01-01T00:00:00";
    }

    private static String seconds(CheckedExchange exchange) {
        return String.format(Locale.ROOT, "%.6f", exchange.seconds());
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    /** XML 1.0 §2.2 has no place for most controls, lone surrogates and the last two code points of the BMP. */
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> (c >= 0x20 || c == '\n' || c == '\t')
                                && (c < 0xD800 || c > 0xDFFF)
                                && c != 0xFFFE
                                && c != 0xFFFF
                        ? c
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
