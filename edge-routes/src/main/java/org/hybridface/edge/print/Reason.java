// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.print;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, for a person: many of Java's exceptions say the file only. Pure. */
public final class Reason {

    private Reason() {
    }

    /** In words, without a full stop; never empty. */
    public static String of(IOException problem) {
        String file = problem instanceof FileSystemException known && known.getFile() != null ? known.getFile() : "the file";
        if (problem instanceof NoSuchFileException) {
            return file + " does not exist";
        }
        if (problem instanceof AccessDeniedException) {
            return "this user has no right to " + file;
        }
        if (problem instanceof FileAlreadyExistsException) {
            return file + " is there already";
        }
        if (problem instanceof NotDirectoryException) {
            return file + " is a file and no folder: move it away";
        }
        if (problem instanceof CharacterCodingException) {
            return "it holds what is no text in UTF-8: save it as UTF-8";
        }
        if (problem instanceof DirectoryNotEmptyException) {
            return file + " is not empty";
        }
        return problem.getMessage() == null || problem.getMessage().isBlank() ? problem.getClass().getSimpleName() : problem.getMessage();
    }
}
