package tireless.stack.defined;

import tireless.stack.Stack;
import tireless.stack.StackId;

/** A stack that is declared as any may be, and of which more is known than a declaration says. */
interface FormedStack extends Stack {
    /** How it is declared. */
    Stack form();

    @Override
    default StackId id() {
        return form().id();
    }

    @Override
    default String guide() {
        return form().guide();
    }
}
