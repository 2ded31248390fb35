package dev.jug.image.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.tar.Member;
import dev.jug.image.tar.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of a layer. Names never leave it: there is nothing but the tree that they could
 * lead to. Not thread-safe.
 */
public final class TreeBuilder {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_LINK = 4095;
  private static final int MOST_LINKS = 40;
  private static final int DEEPEST = 1024;
  private static final byte[] WHITEOUT = ".wh.".getBytes(UTF_8);
  private static final byte[] SPECIAL = ".wh..wh.".getBytes(UTF_8);
  private static final Name OPAQUE = Name.of(".wh..wh..opq");
  private static final Name UP = Name.of("..");
  private static final Name HERE = Name.of(".");

  private final Node root = Node.directory();
  private final boolean layer;

  /**
   * Begins with an empty tree.
   *
   * @param layer whether names of whiteouts have their meaning, as in layers of images
   */
  public TreeBuilder(boolean layer) {
    this.layer = layer;
  }

  /** The tree's root. */
  public Node root() {
    return root;
  }

  /**
   * Adds a member; one of the same name before is replaced.
   *
   * @throws ImageException if it makes no sense, or is meant to do harm; it is named
   */
  public void add(Member member) {
    var parts = member.path().parts();
    check(member, parts);
    if (parts.isEmpty()) {
      describeRoot(member);
      return;
    }
    var directory = directory(member, parts.subList(0, parts.size() - 1), 0);
    var name = parts.getLast();
    if (!layer) {
      put(member, directory, name);
    } else if (name.equals(OPAQUE)) {
      directory.makeOpaque();
    } else if (name.startsWith(SPECIAL)) {
      // Bookkeeping of AUFS.
      return;
    } else if (name.startsWith(WHITEOUT)) {
      hide(member, directory, name.after(WHITEOUT));
    } else if (isOverlays(member)) {
      hide(member, directory, name);
    } else {
      put(member, directory, name);
    }
  }

  /** A whiteout as overlayfs has it; the kernel would take it for one in any case. */
  private static boolean isOverlays(Member member) {
    return member.type() == Member.Type.CHARACTER_DEVICE
        && member.major() == 0
        && member.minor() == 0;
  }

  private static void check(Member member, List<Name> parts) {
    if (parts.size() > DEEPEST) {
      throw refused(member, "it lies " + parts.size() + " directories deep");
    }
    for (var part : parts) {
      if (part.equals(UP)) {
        throw refused(member, "its name has '..' in it");
      }
      if (part.bytes().length > LONGEST_NAME) {
        throw refused(member, "a part of its name is longer than 255 bytes");
      }
      for (byte b : part.bytes()) {
        if (b == 0) {
          throw refused(member, "its name has a NUL in it");
        }
      }
    }
  }

  private static ImageException refused(Member member, String why) {
    return new ImageException(
        Kind.REFUSED,
        "the layer's member '" + member.path() + "' is refused: " + why,
        "Such a layer is broken, or made to do harm.");
  }

  private void describeRoot(Member member) {
    if (member.type() != Member.Type.DIRECTORY) {
      throw refused(member, "the root is a directory");
    }
    root.describe(member, attributes(member));
  }

  /** The directory of these names; what is missing is made, links are followed inside the tree. */
  private Node directory(Member member, List<Name> path, int hops) {
    var at = root;
    for (int i = 0; i < path.size(); i++) {
      var next = at.entries().get(path.get(i));
      if (next == null || next.isWhiteout()) {
        boolean hidden = next != null;
        next = Node.directory();
        if (hidden) {
          next.makeOpaque();
        }
        replace(at, path.get(i), next);
      } else if (next.link() != null) {
        return directory(member, redirected(member, path, i, next.link(), hops), hops + 1);
      } else if (!next.isDirectory()) {
        throw refused(member, "'" + path.get(i) + "' above it is no directory");
      }
      at = next;
    }
    return at;
  }

  /** The path with a link's target in its place, as the kernel would read it in this root. */
  private static List<Name> redirected(
      Member member, List<Name> path, int place, Name target, int hops) {
    if (hops > MOST_LINKS) {
      throw refused(member, "too many symbolic links lie above it");
    }
    var result = new java.util.ArrayList<Name>();
    boolean absolute = target.bytes().length > 0 && target.bytes()[0] == '/';
    if (!absolute) {
      result.addAll(path.subList(0, place));
    }
    for (var part : target.parts()) {
      if (!part.equals(UP)) {
        result.add(part);
      } else if (!result.isEmpty()) {
        result.removeLast();
      }
    }
    result.addAll(path.subList(place + 1, path.size()));
    if (result.size() > DEEPEST) {
      throw refused(member, "symbolic links above it lead too deep");
    }
    return result;
  }

  /** A whiteout is about lower layers: what this layer has of the name stays. */
  private static void hide(Member member, Node directory, Name name) {
    if (name.bytes().length == 0 || name.equals(HERE) || name.equals(UP)) {
      throw refused(member, "it hides nothing that can be");
    }
    var present = directory.entries().get(name);
    if (present == null) {
      replace(directory, name, Node.whiteout());
    } else if (present.isDirectory()) {
      present.makeOpaque();
    }
  }

  private void put(Member member, Node directory, Name name) {
    var present = directory.entries().get(name);
    if (present != null && present.isDirectory() && member.type() == Member.Type.DIRECTORY) {
      present.describe(member, attributes(member));
      return;
    }
    var node =
        member.type() == Member.Type.HARD_LINK
            ? linked(member)
            : Node.of(member, attributes(member));
    if (node.link() != null && node.size() > LONGEST_LINK) {
      throw refused(member, "its link is longer than 4095 bytes");
    }
    if (node.link() != null && node.size() == 0) {
      throw refused(member, "its link is empty");
    }
    if (present != null && present.isWhiteout() && node.isDirectory()) {
      node.makeOpaque();
    }
    replace(directory, name, node);
  }

  private static void replace(Node directory, Name name, Node node) {
    var old = directory.entries().put(name, node);
    node.link(1);
    if (old != null) {
      old.link(-1);
    }
  }

  private Node linked(Member member) {
    var parts = member.link().parts();
    check(member, parts);
    var node = parts.isEmpty() ? null : find(member, parts);
    if (node == null || node.isWhiteout()) {
      throw refused(member, "it links to '" + member.link() + "', which the layer does not have");
    }
    if (node.isDirectory()) {
      throw refused(member, "it links to the directory '" + member.link() + "'");
    }
    return node;
  }

  private @Nullable Node find(Member member, List<Name> path) {
    var directory = directory(member, path.subList(0, path.size() - 1), 0);
    return directory.entries().get(path.getLast());
  }

  /**
   * Those that have a meaning in any root. Attributes of overlayfs are not among them: they would
   * let a layer reach into others.
   */
  private static Map<String, byte[]> attributes(Member member) {
    if (member.attributes().isEmpty()) {
      return Map.of();
    }
    var kept = new HashMap<String, byte[]>();
    member
        .attributes()
        .forEach((name, value) -> {
          if (isKept(name) && name.length() <= LONGEST_NAME && value.length <= 65535) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  private static boolean isKept(String name) {
    return name.equals("security.capability")
        || name.startsWith("system.posix_acl_")
        || (name.startsWith("user.") && !name.startsWith("user.overlay."));
  }
}
