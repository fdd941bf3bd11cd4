package org.hybridface.edge.reload;

/** An edited file that reads well cannot run; the routes before the edit run again. */
final class RouteRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String file;

    RouteRefusedException(String file, Throwable cause) {
        super(reason(cause), cause);
        this.file = file;
    }

    /** The edited file's name. */
    String file() {
        return file;
    }

    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String text = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
