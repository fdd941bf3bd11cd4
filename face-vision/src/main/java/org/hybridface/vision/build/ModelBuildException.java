package org.hybridface.vision.build;

/** The models cannot be built; the message says what is wrong and what to do. */
public final class ModelBuildException extends Exception {

    ModelBuildException(String message) {
        super(message);
    }

    ModelBuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
