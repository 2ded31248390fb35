/**
 * Layers as single files that the kernel mounts as they are: a head, the layer's archive byte for
 * byte, and behind it the metadata of an EROFS file system whose files lie in the archive (the
 * kernel's filesystems/erofs.rst, and its fs/erofs/erofs_fs.h for the format).
 *
 * <pre>{@code
 * 0       superblock, at 1024
 * 4096    the archive
 * …       blocks of large directories, of sparse files
 * …       inodes, each with its attributes and its small content
 * }</pre>
 */
@NullMarked
package dev.jug.image.layer.erofs;

import org.jspecify.annotations.NullMarked;
