package dev.jug.build.attest;

import dev.jug.build.tree.SourceTree;
import dev.jug.image.make.Predicate;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packages in an image (SPDX 2.3, JSON). The same image gives the same text.
 *
 * @param tree of the image
 * @param created when that is said to have been made
 */
public record Sbom(SourceTree tree, Instant created) {
  private static final String TYPE = "https://spdx.dev/Document";
  private static final String DOCUMENT = "SPDXRef-DOCUMENT";
  private static final String UNKNOWN = "NOASSERTION";

  /**
   * All of it.
   *
   * @throws IOException if the disk fails
   */
  public Predicate predicate() throws IOException {
    var packages = Inventory.of(tree);
    var document = new LinkedHashMap<String, Object>();
    document.put("spdxVersion", "SPDX-2.3");
    document.put("dataLicense", "CC0-1.0");
    document.put("SPDXID", DOCUMENT);
    document.put("name", "image");
    document.put("documentNamespace", "urn:uuid:" + id(packages));
    var creation = new LinkedHashMap<String, Object>();
    creation.put("created", created.toString());
    creation.put("creators", List.of("Tool: jug"));
    document.put("creationInfo", creation);
    document.put("packages", packages.stream().map(Sbom::described).toList());
    document.put("relationships", relationships(packages));
    return new Predicate(TYPE, JsonMapper.shared().writeValueAsString(document));
  }

  private static UUID id(SortedSet<FoundPackage> packages) {
    var all = packages.stream().map(FoundPackage::toString).collect(Collectors.joining("\n"));
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> described(FoundPackage found) {
    var text = new LinkedHashMap<String, Object>();
    text.put(
        "name",
        found.group() == null || !found.kind().equals("maven")
            ? found.name()
            : found.group() + ":" + found.name());
    text.put("SPDXID", reference(found));
    if (!found.version().isEmpty()) {
      text.put("versionInfo", found.version());
    }
    text.put("downloadLocation", UNKNOWN);
    text.put("filesAnalyzed", false);
    text.put("sourceInfo", "found in /" + found.foundIn());
    text.put("licenseConcluded", UNKNOWN);
    text.put("licenseDeclared", UNKNOWN);
    text.put("copyrightText", UNKNOWN);
    var url = new LinkedHashMap<String, Object>();
    url.put("referenceCategory", "PACKAGE-MANAGER");
    url.put("referenceType", "purl");
    url.put("referenceLocator", found.url());
    text.put("externalRefs", List.of(url));
    return text;
  }

  /** Of letters, digits, dots and hyphens; of two packages in two files two. */
  private static String reference(FoundPackage found) {
    var which = Digest.of(found.toString().getBytes(StandardCharsets.UTF_8)).hex();
    var name = found.name().replaceAll("[^A-Za-z0-9.-]", "-");
    return "SPDXRef-Package-" + found.kind() + "-" + name + "-" + which.substring(0, 16);
  }

  private static List<Map<String, Object>> relationships(SortedSet<FoundPackage> packages) {
    var all = new ArrayList<Map<String, Object>>();
    for (var found : packages) {
      var one = new LinkedHashMap<String, Object>();
      one.put("spdxElementId", DOCUMENT);
      one.put("relationshipType", "DESCRIBES");
      one.put("relatedSpdxElement", reference(found));
      all.add(one);
    }
    return all;
  }
}
