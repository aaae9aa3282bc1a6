#pragma once

#include "core/contact.hpp"

/// Two people at one company, each with interests of their own.
namespace sawthis::test {

inline Contact ana() {
    Contact contact;
    contact.key = "ana";
    contact.name = "Ana Ruiz";
    contact.company = "Brindlewick Robotics";
    contact.interests = {"wind power"};
    return contact;
}

inline Contact bo() {
    Contact contact;
    contact.key = "bo";
    contact.name = "Bo Lund";
    contact.company = "Brindlewick Robotics";
    contact.interests = {"bridges"};
    contact.projects = {"robots that pick apples"};
    return contact;
}

}  // namespace sawthis::test
