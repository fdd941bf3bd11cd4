// SPDX-License-Identifier: Apache-2.0
package org.hybridface.borders;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** No two packages need each other, not even by way of others: each can be read, tested and replaced with what it needs alone. */
class PackageCirclesTest {

    private static final String[] SIDES = {"org.hybridface.messages", "org.hybridface.vision", "org.hybridface.edge", "org.hybridface.cloud", "org.hybridface.local"};

    private final JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.hybridface");

    @Test
    void packagesAreFreeOfCircles() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(classes);
    }

    @Test
    void everySideIsLookedAt() {
        for (String side : SIDES) {
            assertThat(classes.stream().map(JavaClass::getPackageName)).anyMatch(name -> name.equals(side) || name.startsWith(side + "."));
        }
    }

    private static final class EachPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("org.hybridface.borders") ? SliceIdentifier.ignore() : SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
