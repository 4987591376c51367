import type { ConnectionView } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';

/** The way out of an office, as it is set on the settings screen. */
export function fakeConnection(): Pick<
  CallHandlers,
  | 'connection.get'
  | 'connection.setProxy'
  | 'connection.setCertificate'
  | 'connection.setAuthorities'
  | 'connection.try'
> {
  let view: ConnectionView = {
    proxy: { is: 'system' },
    knowsSystemProxy: true,
    systemAuthorities: 3,
    authorities: null,
    certificate: null,
  };
  return {
    'connection.get': () => view,
    'connection.setProxy': (choice) => {
      const { proxy } = view;
      const hadPassword = proxy.is === 'address' && proxy.hasPassword;
      view = {
        ...view,
        proxy:
          choice.is === 'address'
            ? {
                is: 'address',
                address: choice.address,
                user: choice.user,
                hasPassword: hadPassword || (choice.password ?? '') !== '',
              }
            : choice,
      };
      return {};
    },
    'connection.setCertificate': ({ certificate }) => {
      if (certificate?.passphrase === 'wrong')
        throw new NaruError('certificate-unreadable', {
          name: certificate.name,
          detail: 'mac verify failure',
        });
      const particulars = {
        subject: 'CN=나루관세사무소',
        issuer: 'CN=연계 시험 인증기관',
        validTo: 'Nov 26 00:00:00 2027 GMT',
      };
      view = {
        ...view,
        certificate: certificate === null ? null : { name: certificate.name, particulars },
      };
      return {};
    },
    'connection.setAuthorities': ({ authorities }) => {
      if (authorities?.name.includes('server') === true)
        throw new NaruError('authority-is-none', {
          name: authorities.name,
          subject: 'CN=gateway.example',
        });
      const holds = [{ subject: 'CN=나루 사내 보안 인증기관', validTo: '2031-11-25' }];
      view = {
        ...view,
        authorities: authorities === null ? null : { name: authorities.name, holds },
      };
      return {};
    },
    'connection.try': () => ({
      by: view.proxy.is === 'address' ? [view.proxy.address] : [],
      cause: null,
    }),
  };
}
