package dev.drawdown.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A node of a CloudFormation template, and its place.
///
/// Tags such as `!Ref` and `!Sub` may be anywhere. Only a deployment knows their values. So a read
/// of them is refused with the place, like everything unexpected.
record TemplatePart(String place, Node node) {
  private static final String ARN = ".Arn";

  static TemplatePart parse(String yaml) {
    LoadSettings settings = LoadSettings.builder().setLabel("template.yaml").build();
    return new Compose(settings)
        .composeString(yaml)
        .map(root -> new TemplatePart("", root))
        .orElseThrow(() -> new IllegalArgumentException("template.yaml is empty"));
  }

  /// The field under a path of names.
  TemplatePart at(String... path) {
    TemplatePart part = this;
    for (String name : path) {
      TemplatePart parent = part;
      part = parent.find(name).orElseThrow(() -> parent.problem("has no " + name));
    }
    return part;
  }

  Optional<TemplatePart> find(String name) {
    return Optional.ofNullable(fields().get(name));
  }

  Map<String, TemplatePart> fields() {
    if (!(node instanceof MappingNode mapping)) {
      throw problem("isn't a mapping");
    }
    Map<String, TemplatePart> fields = new LinkedHashMap<>();
    for (NodeTuple field : mapping.getValue()) {
      String name = new TemplatePart(place, field.getKeyNode()).text();
      fields.put(name, new TemplatePart(below(name), field.getValueNode()));
    }
    return fields;
  }

  List<TemplatePart> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw problem("isn't a list");
    }
    List<Node> items = sequence.getValue();
    return IntStream.range(0, items.size())
        .mapToObj(index -> new TemplatePart(below(Integer.toString(index)), items.get(index)))
        .toList();
  }

  List<String> texts() {
    return items().stream().map(TemplatePart::text).toList();
  }

  String text() {
    if (node.getTag().getValue().startsWith("!")) {
      throw problem("has a value that only a deployment knows: " + node.getTag());
    }
    if (!(node instanceof ScalarNode scalar)) {
      throw problem("isn't a text");
    }
    return scalar.getValue();
  }

  /// The resource of an ARN: `Queue` of `!GetAtt Queue.Arn`.
  String resourceOfArn() {
    boolean isArn =
        node instanceof ScalarNode scalar
            && node.getTag().getValue().equals("!GetAtt")
            && scalar.getValue().endsWith(ARN);
    if (!isArn) {
      throw problem("must be the Arn of a resource of this template, by !GetAtt");
    }
    String attribute = ((ScalarNode) node).getValue();
    return attribute.substring(0, attribute.length() - ARN.length());
  }

  IllegalArgumentException problem(String reason) {
    return new IllegalArgumentException("template.yaml: " + place + " " + reason);
  }

  private String below(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
