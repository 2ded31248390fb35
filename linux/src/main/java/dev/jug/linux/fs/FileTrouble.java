package dev.jug.linux.fs;

import dev.jug.linux.Errno;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why something cannot be done with a file, in the words of strerror(3). The JDK has exceptions for
 * the usual reasons, and their messages are nothing but the file's name.
 */
public final class FileTrouble {
  private FileTrouble() {}

  /** Why, for those who have said which file it is about. */
  public static String why(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> Errno.ENOENT.description();
      case AccessDeniedException _ -> Errno.EACCES.description();
      case FileAlreadyExistsException _ -> Errno.EEXIST.description();
      case NotDirectoryException _ -> Errno.ENOTDIR.description();
      case DirectoryNotEmptyException _ -> Errno.ENOTEMPTY.description();
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  /** The file, and why. */
  public static String of(IOException failure) {
    return failure instanceof FileSystemException about && about.getFile() != null
        ? about.getFile() + ": " + why(failure)
        : why(failure);
  }
}
