package org.changecontrol.engine.guard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * An attribute or a text of a model as it is written; explanations and the picture are left out.
 *
 * @param element whose it is
 * @param namespace whose word it is; that of the element where the attribute has none of its own
 * @param name of the attribute, or of the element where it is its text
 */
record Wording(Element element, @Nullable String namespace, String name, String text) {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  /** Read by the engine as its own as well. */
  private static final String OLD = "http://activiti.org/bpmn";

  private static final Set<String> PROSE = Set.of("documentation", "textAnnotation", "BPMNDiagram");

  private static final Set<String> FOREIGN = Set.of("class", "expression", "connectorId");

  /** Elements of a process that are more than their own step. */
  private static final Set<String> WIDE = Set.of("sequenceFlow", "process", "definitions");

  static List<Wording> in(byte[] model) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      List<Wording> all = new ArrayList<>();
      collect(
          factory.newDocumentBuilder().parse(new ByteArrayInputStream(model)).getDocumentElement(),
          all);
      return all;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
    }
  }

  private static void collect(Element element, List<Wording> all) {
    if (PROSE.contains(String.valueOf(element.getLocalName()))) {
      return;
    }
    var attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      var attribute = attributes.item(i);
      all.add(
          new Wording(
              element,
              attribute.getNamespaceURI() == null && !BPMN.equals(element.getNamespaceURI())
                  ? element.getNamespaceURI()
                  : attribute.getNamespaceURI(),
              String.valueOf(attribute.getLocalName()),
              attribute.getNodeValue().strip()));
    }
    boolean hasChildren = false;
    for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        hasChildren = true;
        collect(inner, all);
      }
    }
    String text = element.getTextContent().strip();
    if (!hasChildren && !text.isEmpty()) {
      all.add(
          new Wording(
              element, element.getNamespaceURI(), String.valueOf(element.getLocalName()), text));
    }
  }

  boolean isCamunda() {
    return Node.CAMUNDA.equals(namespace);
  }

  /** Whether it has work done by anything but the platform's own beans. */
  boolean isForeignWork() {
    return isCamunda()
        && (FOREIGN.contains(name)
            || name.equals("type") && BPMN.equals(element.getNamespaceURI()));
  }

  boolean isOld() {
    return OLD.equals(namespace);
  }

  /** The id of the nearest element that has one. */
  String owner() {
    for (var at = (org.w3c.dom.Node) element; at instanceof Element one; at = at.getParentNode()) {
      if (one.hasAttribute("id") && !one.getLocalName().endsWith("Definition")) {
        return one.getAttribute("id");
      }
    }
    return "the model";
  }

  /** Whether it belongs to a task, an event or the like, and to nothing wider. */
  static boolean isStepOrInsideOne(Element element) {
    for (var at = (org.w3c.dom.Node) element; at instanceof Element one; at = at.getParentNode()) {
      if (one.hasAttribute("id") && !one.getLocalName().endsWith("Definition")) {
        return !WIDE.contains(one.getLocalName());
      }
    }
    return false;
  }
}
