package org.hybridface.stack;

/** A value in Pulumi.&lt;stack&gt;.yaml that cannot work. The text says which, what is wrong and what to do. */
final class BadSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BadSettingException(String key, String problem, String advice) {
        super(Settings.PROJECT + ":" + key + ": " + problem + "; " + advice);
    }
}
