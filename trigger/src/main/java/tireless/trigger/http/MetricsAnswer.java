package tireless.trigger.http;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tireless.trigger.NoReading;

/** Reads answers of several forms, and finds a number in them. */
sealed interface MetricsAnswer {
    /** @throws NoReading where there is no number */
    double value(String answer) throws NoReading;

    /** @throws IllegalArgumentException for a place that can not be */
    static MetricsAnswer of(String format, String where) {
        return switch (format) {
            case "prometheus" -> new Exposition(PrometheusText.Selector.parse(where));
            case "xml" -> new Xml(where, ValuePath.parse(where));
            case "yaml" -> new Yaml(where, ValuePath.parse(where));
            default -> new InJson(where, ValuePath.parse(where));
        };
    }

    record Exposition(PrometheusText.Selector selector) implements MetricsAnswer {
        @Override
        public double value(String answer) throws NoReading {
            return PrometheusText.find(answer, selector);
        }
    }

    record InJson(String where, ValuePath path) implements MetricsAnswer {
        @Override
        public double value(String answer) throws NoReading {
            return Amount.of(path.in(JsonValues.read(answer)), where);
        }
    }

    record Yaml(String where, ValuePath path) implements MetricsAnswer {
        @Override
        public double value(String answer) throws NoReading {
            try {
                return Amount.of(path.in(new Load(LoadSettings.builder().build()).loadFromString(answer)), where);
            } catch (YamlEngineException _) {
                throw new NoReading("its answer is no YAML");
            }
        }
    }

    record Xml(String where, ValuePath path) implements MetricsAnswer {
        @Override
        public double value(String answer) throws NoReading {
            try {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                var builder = factory.newDocumentBuilder();
                builder.setErrorHandler(null);
                Element root =
                        builder.parse(new InputSource(new StringReader(answer))).getDocumentElement();
                return Amount.of(path.in(Map.of(root.getTagName(), content(root))), where);
            } catch (SAXException | IOException | ParserConfigurationException _) {
                throw new NoReading("its answer is no XML");
            }
        }

        /** A text, or a map of what is inside; several of one name are a list. */
        private static Object content(Element element) {
            Map<String, Object> inside = new LinkedHashMap<>();
            NodeList nodes = element.getChildNodes();
            for (int i = 0; i < nodes.getLength(); i++) {
                if (nodes.item(i) instanceof Element child) {
                    inside.merge(child.getTagName(), content(child), Xml::both);
                }
            }
            return inside.isEmpty() ? element.getTextContent() : inside;
        }

        private static Object both(Object one, Object other) {
            List<@Nullable Object> list = new ArrayList<>(one instanceof List<?> several ? several : List.of(one));
            list.add(other);
            return list;
        }
    }
}
