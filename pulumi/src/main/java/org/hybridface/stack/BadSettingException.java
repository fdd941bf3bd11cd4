package org.hybridface.stack;

import com.pulumi.exceptions.RunException;

/**
 * A value in Pulumi.&lt;stack&gt;.yaml that cannot work. The text says which, what is wrong and what to do; Pulumi prints it
 * without a stack trace.
 */
final class BadSettingException extends RunException {

    private static final long serialVersionUID = 1L;

    BadSettingException(String key, String problem, String advice) {
        super(Settings.PROJECT + ":" + key + ": " + problem + "; " + advice);
    }
}
