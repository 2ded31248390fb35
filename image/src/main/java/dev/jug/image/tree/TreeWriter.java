package dev.jug.image.tree;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.image.change.Owner;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.EntryWriter;
import dev.jug.linux.fs.EntryWriter.Description;
import dev.jug.linux.fs.Rooted;
import java.util.IdentityHashMap;
import java.util.function.UnaryOperator;

/**
 * Writes a layer's tree into a directory. Names of the archive are never paths: each entry is made
 * in its directory, which is open, so that nobody can redirect it. Not thread-safe.
 */
public final class TreeWriter {
  private static final int O_PATH_DIRECTORY = O_PATH | O_DIRECTORY;
  private static final Name HERE = Name.of(".");

  private final Fd archive;
  private final Whiteouts whiteouts;
  private final IdentityHashMap<Node, Name> placed = new IdentityHashMap<>();
  private final Fd root;
  private final UnaryOperator<Owner> owners;

  /** What becomes of marks that hide what lower layers have. */
  public enum Whiteouts {
    /** They are written in overlayfs' form. */
    KEPT,
    /** What they hide, and the directory has, is removed. */
    APPLIED,
    /** There are none, and a directory is never replaced by anything else, nor anything by one. */
    NONE
  }

  /**
   * Writes into a directory, which may have entries already: those of the same name are replaced.
   *
   * @param archive opened to read; has the contents of files
   * @param root opened to read its names
   */
  public TreeWriter(Fd archive, Fd root, Whiteouts whiteouts) {
    this(archive, root, whiteouts, UnaryOperator.identity());
  }

  /**
   * The same, where what is on disk is not what the tree says.
   *
   * @param owners whose an entry becomes, by whose it is in the tree
   */
  public TreeWriter(Fd archive, Fd root, Whiteouts whiteouts, UnaryOperator<Owner> owners) {
    this.owners = owners;
    this.archive = archive;
    this.root = root;
    this.whiteouts = whiteouts;
  }

  /**
   * Writes a tree, its root's owner, permissions and times included.
   *
   * @throws dev.jug.linux.SysException if something cannot be written; it is named
   */
  public void write(Node tree) {
    writeBelow(tree);
    try (var itself = Entries.location(root, HERE.bytes())) {
      describe(tree, itself);
    }
  }

  /** Writes what is in a tree's root, but leaves the directory as it is. */
  public void writeBelow(Node tree) {
    fill(tree, root, Name.of(""));
  }

  private void fill(Node node, Fd directory, Name path) {
    if (node.isOpaque() && whiteouts == Whiteouts.APPLIED) {
      removeAll(directory);
    }
    for (var child : node.children().entrySet()) {
      var name = child.getKey();
      write(child.getValue(), directory, name, path.resolve(name));
    }
  }

  private static void removeAll(Fd directory) {
    try (var listed = Entries.directory(directory, HERE.bytes())) {
      Entries.names(listed).forEach(name -> EntryWriter.remove(directory, name));
    }
  }

  private void write(Node node, Fd parent, Name name, Name path) {
    if (node.isDirectory()) {
      writeDirectory(node, parent, name, path);
      return;
    }
    refuse(isDirectory(parent, name), "cannot overwrite directory with non-directory", path);
    EntryWriter.remove(parent, name.bytes());
    var first = placed.get(node);
    if (first != null) {
      link(first, parent, name);
    } else if (!node.isWhiteout()) {
      make(node, parent, name);
      placed.put(node, path);
    } else if (whiteouts == Whiteouts.KEPT) {
      // With the archive's time, so that the same layer always becomes the same tree.
      make(node, parent, name);
    }
  }

  private void writeDirectory(Node node, Fd parent, Name name, Name path) {
    if (!isDirectory(parent, name)) {
      boolean other = Entries.find(parent, name.bytes()).isPresent();
      refuse(other, "cannot overwrite non-directory with directory", path);
      EntryWriter.remove(parent, name.bytes());
      EntryWriter.directory(parent, name.bytes());
    }
    try (var directory = Entries.directory(parent, name.bytes())) {
      fill(node, directory, path);
      try (var itself = Entries.location(directory, HERE.bytes())) {
        describe(node, itself);
      }
    }
  }

  private void refuse(boolean condition, String why, Name path) {
    if (condition && whiteouts == Whiteouts.NONE) {
      throw new ImageException(Kind.INVALID, why + ": '" + path + "'");
    }
  }

  private static boolean isDirectory(Fd parent, Name name) {
    return Entries.find(parent, name.bytes()).filter(status -> status.isDirectory()).isPresent();
  }

  /** The first name's directory is found again without following links. */
  private void link(Name first, Fd parent, Name name) {
    var above = first.parent();
    if (above.bytes().length == 0) {
      EntryWriter.hardLink(root, first.bytes(), parent, name.bytes());
      return;
    }
    try (var directory = Rooted.openPlain(root, above.bytes(), O_PATH_DIRECTORY)) {
      EntryWriter.hardLink(directory, first.last().bytes(), parent, name.bytes());
    }
  }

  private void make(Node node, Fd parent, Name name) {
    var target = node.link();
    if (target != null) {
      EntryWriter.link(parent, name.bytes(), target.bytes());
    } else if (node.isFile()) {
      try (var file = EntryWriter.file(parent, name.bytes())) {
        fill(node, file);
      }
    } else {
      EntryWriter.node(parent, name.bytes(), node.mode(), node.major(), node.minor());
    }
    try (var itself = Entries.location(parent, name.bytes())) {
      describe(node, itself);
    }
  }

  private void fill(Node node, Fd file) {
    if (!node.isSparse()) {
      EntryWriter.copy(archive, node.data(), file, 0, node.size());
      return;
    }
    for (var extent : node.extents()) {
      EntryWriter.copy(archive, extent.data(), file, extent.offset(), extent.length());
    }
    EntryWriter.resize(file, node.size());
  }

  private void describe(Node node, Fd entry) {
    var owner = owners.apply(new Owner(node.uid(), node.gid()));
    var description =
        new Description(node.mode(), owner.uid(), owner.gid(), node.seconds(), node.nanos());
    var attributes =
        whiteouts == Whiteouts.KEPT ? OverlayMarks.attributes(node) : node.attributes();
    EntryWriter.describe(entry, description, attributes);
  }
}
