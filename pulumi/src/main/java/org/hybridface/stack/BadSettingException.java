// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.exceptions.RunException;

/**
 * A value in Pulumi.&lt;stack&gt;.yaml that cannot work. The text says which, what is wrong and what to do; Pulumi prints it
 * without a stack trace.
 */
final class BadSettingException extends RunException {

    private static final long serialVersionUID = 1L;

    /** @param key with its namespace, as it stands in the file */
    BadSettingException(String key, String problem, String advice) {
        super(inOneLine(key + ": " + problem + "; " + advice));
    }

    /** A value may hold anything; what breaks or turns a line is written as its number. */
    private static String inOneLine(String text) {
        return Person.UNSEEN.matcher(text).replaceAll(unseen -> "U+%04X".formatted(unseen.group().codePointAt(0)));
    }

    /** @param key of this project, without the namespace */
    static BadSettingException of(String key, String problem, String advice) {
        return new BadSettingException(Settings.PROJECT + ":" + key, problem, advice);
    }
}
